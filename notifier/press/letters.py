"""One patient's letter as a PDF of its own, laid out by WeasyPrint: for previews, other forms and copies. What is sent
is stamped (press.stamp) and looks the same.
"""

import hashlib
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

import pikepdf
from weasyprint import Document

from notifier.press import master as slots
from notifier.press.layout import MAX_LINES, address_html, looks, render
from notifier.press.shaping import is_printable
from notifier.press.style import WINDOW_WIDTH

_PX_PER_MM = 96 / 25.4


class AddressTooWide(ValueError):
    """The address does not fit the window even in the smallest size; it is never cut. Names the line, not its text."""

    def __init__(self, line: int) -> None:
        super().__init__(f"address line {line} does not fit the window")
        self.line = line


class UnprintableText(ValueError):
    """A field holds letters the letter's fonts do not carry: they would come out as boxes. Names the field only."""


@dataclass(frozen=True, slots=True)
class LetterFields:
    """`address` from the name to the place (up to 6 lines, 7 abroad), `date` in words."""

    address: tuple[str, ...] = field(repr=False)
    date: str
    reference: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The PDF's bytes, equal for equal master and fields."""

    pdf: bytes = field(repr=False)
    pages: int


def compose(master_html: str, fields: LetterFields, variant: str = "pdf/ua-1") -> Letter:
    """Lay out one letter. Raises AddressTooWide, UnprintableText; reaches nothing outside the page itself."""
    if not is_printable("".join((*fields.address, fields.date, fields.reference))):
        raise UnprintableText("address")
    if len(fields.address) > MAX_LINES:
        raise AddressTooWide(MAX_LINES + 1)
    too_wide = 0
    for look in looks(len(fields.address)):
        document = _render(master_html, fields, look)
        too_wide = _line_too_wide(document, len(fields.address))
        if not too_wide:
            return Letter(_write(document, fields, variant), len(document.pages))
    raise AddressTooWide(too_wide)


def _render(master_html: str, fields: LetterFields, look: str) -> Document:
    page = master_html.replace(slots.ADDRESS, address_html(fields.address, look))
    page = page.replace(slots.DATE, escape(fields.date)).replace(slots.REFERENCE, escape(fields.reference))
    return render(page)


def _line_too_wide(document: Document, lines: int) -> int:
    """The number of the first address line wider than the window; 0 when all fit."""
    anchors = document.pages[0].anchors
    for number in range(1, lines + 1):
        left, _, right, _ = anchors[f"a{number}"]
        if right - left > WINDOW_WIDTH * _PX_PER_MM:
            return number
    return 0


def _write(document: Document, fields: LetterFields, variant: str) -> bytes:
    """The bytes, with an identifier made from the content: letters must come out equal when made again."""
    raw = document.write_pdf(pdf_variant=variant)
    seed = hashlib.sha256("\0".join((*fields.address, fields.date, fields.reference)).encode()).digest()[:16]
    with pikepdf.open(BytesIO(raw)) as pdf:
        pdf.trailer["/ID"] = pikepdf.Array([pikepdf.String(seed), pikepdf.String(seed)])
        out = BytesIO()
        pdf.save(out, static_id=False, deterministic_id=True)
    return out.getvalue()
