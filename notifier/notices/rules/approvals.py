"""What an approval binds to, as bytes anybody can hash again."""

from collections.abc import Iterable, Mapping
from typing import Any

import rfc8785

from notifier.notices.rules.documents import VariantText


def approved_bytes(texts: Mapping[tuple[str, str, str], VariantText], masters: Iterable[tuple[str, str, str]]) -> bytes:
    """Canonical JSON (RFC 8785) of every text, by language, tier and audience, and of each master's channel, variant
    and SHA-256, in the order given. An approval's hash is SHA-256 of it.
    """
    said: list[dict[str, Any]] = [
        {"for": list(key), "subject": text.subject, "parts": dict(text.parts)} for key, text in sorted(texts.items())
    ]
    return rfc8785.dumps({"texts": said, "masters": [list(master) for master in masters]})


def read_bytes(texts: Mapping[tuple[str, str, str], VariantText], facts: Mapping[str, Mapping[str, str]]) -> bytes:
    """Canonical JSON of every text and of what the case fills into it: what a person reads before they approve. Its
    SHA-256 travels with the page and comes back with the click.
    """
    said: list[dict[str, Any]] = [
        {"for": list(key), "subject": text.subject, "parts": dict(text.parts)} for key, text in sorted(texts.items())
    ]
    return rfc8785.dumps({"texts": said, "facts": {name: dict(values) for name, values in facts.items()}})
