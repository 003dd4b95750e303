"""The sheet to print: every secret key in lines a person can type, what they are for, and how to try them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from notifier.lib.dates import day_in_words
from notifier.press.sheets import sheet_pdf
from notifier.vault.masters import fingerprint
from notifier.vault.recovery.escrow import confirmation_code, set_fingerprint
from notifier.vault.recovery.lines import Kind, SheetKey, to_lines


def recovery_sheet(keys: Sequence[SheetKey], *, at: datetime) -> bytes:
    """The PDF, in French, its explanations in English at the end. It holds secrets: print it, destroy the file."""
    masters = {key.name: key.key for key in keys if key.kind is Kind.MASTER}
    words = {"code": confirmation_code(masters)}
    context = {
        "french": _in("fr", "vault/_recovery_words.html", words),
        "english": _in("en", "vault/_recovery_words.html", words),
        "day": day_in_words(timezone.localdate(at), "fr"),
        "fingerprint": set_fingerprint(masters),
        "keys": [
            {"name": key.name, "kind": key.kind.name, "fingerprint": fingerprint(key.key), "lines": to_lines(key)}
            for key in keys
        ],
    }
    return sheet_pdf(_in("fr", "vault/recovery_sheet.html", context))


def _in(language: str, template: str, context: dict[str, Any]) -> SafeString:
    with translation.override(language):
        return render_to_string(template, context)
