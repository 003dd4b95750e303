"""LISEZMOI.txt and README.txt: what this is, for someone who has never seen Notifier."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from notifier.dossiers.rules.material import Material
from notifier.dossiers.verify import committed
from notifier.lib.dates import moment_in_words

_FILES = {"LISEZMOI.txt": "fr", "README.txt": "en"}


def readme_files(material: Material) -> dict[str, bytes]:
    """Both languages, whatever the report's."""
    return {
        name: render_to_string(f"dossiers/{name}", _context(material, language)).encode()
        for name, language in _FILES.items()
    }


def _context(material: Material, language: str) -> dict[str, Any]:
    made = timezone.localtime(datetime.fromisoformat(material.made_at))
    return {
        "is_whole": material.scope.is_whole,
        "reference": material.scope.reference,
        "controller": material.declared["controller"]["name"],
        "breach": material.declared["breach"]["title"],
        "made": moment_in_words(made, language),
        "counts": material.story.counts(),
        "fingerprint": material.keys[-1].fingerprint,
        "origin": material.checkpoint.text.origin,
        "size": material.checkpoint.text.size,
        "reasons": len(material.reasons),
        "untold": len(committed(material.events)) - len(material.reasons),
        "has_sent": bool(material.sent),
        "has_stamps": bool(material.stamps),
    }
