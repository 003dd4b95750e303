"""What a file is, told from its bytes and never from its name; only kinds that hold a proof and run nothing."""

import re
from dataclasses import dataclass

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_FROM = re.compile(rb"(?mi)^From:[ \t]*\S")


@dataclass(frozen=True, slots=True)
class FileKind:
    """`media_type` as in Content-Type; `suffix` for a name of our own."""

    media_type: str
    suffix: str


PDF = FileKind("application/pdf", "pdf")
PNG = FileKind("image/png", "png")
JPEG = FileKind("image/jpeg", "jpg")
EMAIL = FileKind("message/rfc822", "eml")
TEXT = FileKind("text/plain", "txt")
KINDS = {kind.media_type: kind for kind in (PDF, PNG, JPEG, EMAIL, TEXT)}
_BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}


def file_kind(data: bytes) -> FileKind | None:
    """The kind, or None for anything else; text must be UTF-8 without control characters."""
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    if not data or not _is_text(data):
        return None
    return EMAIL if _HEADER.match(data) and _FROM.search(data[:10_000]) else TEXT


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return all(character >= " " or character in "\t\n\r\f" for character in text)
