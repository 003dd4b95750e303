"""Many letters in one file for a printer."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf


@dataclass(frozen=True, slots=True)
class PieceRange:
    """One letter's place in the bundle: first page counted from 1, its own pages, SHA-256 of the letter's PDF."""

    first_page: int
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """The merged PDF and where each letter stands in it, in the order given."""

    pdf: bytes = field(repr=False)
    pages: int
    pieces: tuple[PieceRange, ...]


def bundle(letters: Iterable[bytes], *, duplex: bool) -> Bundle:
    """Merge the letters; for duplex printing each begins on an odd page, or it would share a sheet with a stranger."""
    merged = pikepdf.new()
    pieces = []
    for letter in letters:
        first = len(merged.pages) + 1
        with pikepdf.open(BytesIO(letter)) as pdf:
            merged.pages.extend(pdf.pages)
        count = len(merged.pages) + 1 - first
        pieces.append(PieceRange(first, count, hashlib.sha256(letter).hexdigest()))
        if duplex and count % 2:
            merged.add_blank_page(page_size=_size(merged.pages[-1]))
    pages = len(merged.pages)
    return Bundle(_bytes(merged), pages, tuple(pieces))


def encrypt(pdf: bytes, password: str) -> bytes:
    """The same pages under AES-256 (PDF 2.0, revision 6). Opening and changing take the password."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return out.getvalue()


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(number) for number in page.mediabox)
    return right - left, top - bottom


def _bytes(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
