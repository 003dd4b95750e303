"""Stamping: the personal fields put into a master, each encoded for the place where it stands."""

import quopri
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape

from notifier.post import master as tokens

_TOKEN = re.compile(rb"~notifier-[a-z-]+~")
_ADDRESS = re.compile(r"[!-?A-~]+@[A-Za-z0-9.-]+")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.-]+@[A-Za-z0-9.-]+>")
_REFERENCE = re.compile(r"[A-Z0-9-]+")
# Controls, surrogates, line and paragraph separators: none belongs in a field, some end a header.
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})


class UnsafeField(ValueError):
    """A field holds what must not stand in a message. Names the field, never its value."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The personal fields of one message; `at` is its Date, `date_words` the same day as people say it."""

    to_address: str = field(repr=False)
    name: str = field(repr=False)
    reference: str
    message_id: str
    at: datetime
    date_words: str


def stamp(master: bytes, fields: Fields) -> bytes:
    """The message's exact bytes, CRLF at every line's end; raises UnsafeField."""
    _check(fields)
    name = quoted(fields.name)
    values = {
        tokens.TO: fields.to_address.encode("ascii"),
        tokens.MESSAGE_ID: fields.message_id.encode("ascii"),
        tokens.AT: format_datetime(fields.at).encode("ascii"),
        tokens.NAME_TEXT: name,
        tokens.NAME_HTML: quoted(escape(fields.name)),
        tokens.REFERENCE: fields.reference.encode("ascii"),
        tokens.DATE: quoted(fields.date_words),
    }
    # Cut before anything is put in, so that a name which looks like a token stays a name.
    return b"".join(values[piece] if is_token else piece for piece, is_token in _cut(master))


@lru_cache(maxsize=64)
def _cut(master: bytes) -> tuple[tuple[bytes, bool], ...]:
    """The master's pieces, tokens and what stands between them in turn; the same for all who get it."""
    pieces: list[tuple[bytes, bool]] = []
    at = 0
    for found in _TOKEN.finditer(master):
        pieces += [(master[at : found.start()], False), (found.group(), True)]
        at = found.end()
    return (*pieces, (master[at:], False))


def quoted(text: str) -> bytes:
    """Quoted-printable with soft line breaks; for a value that stands alone on its line."""
    return quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")


def _check(fields: Fields) -> None:
    patterns = {"to_address": _ADDRESS, "message_id": _MESSAGE_ID, "reference": _REFERENCE}
    for name, pattern in patterns.items():
        if not pattern.fullmatch(getattr(fields, name)):
            raise UnsafeField(name)
    for name in ("name", "date_words"):
        value: str = getattr(fields, name)
        if not value.strip() or any(unicodedata.category(letter) in _UNSAFE for letter in value):
            raise UnsafeField(name)
