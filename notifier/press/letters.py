"""One patient's letter as PDF: a master and the personal fields, laid out by WeasyPrint."""

import hashlib
import re
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

import pikepdf
from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher

from notifier.press import master as slots
from notifier.press.fonts import font_configuration
from notifier.press.style import ADDRESS_SIZES, WINDOW_WIDTH

_PX_PER_MM = 96 / 25.4
# Six lines have room at full leading; a seventh, abroad or before a guardian's name, asks for the denser one.
MAX_LINES = 7
_DENSE_FROM = 7
# Latin with its extensions, Greek, Cyrillic, combining marks, general punctuation: what Open Sans and DejaVu carry.
# Of the punctuation not those marks that turn the direction of what follows: they could disguise a line.
_PRINTABLE = re.compile(r"[\u0020-\u007e\u00a0-\u052f\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2116]*")


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


def compose(master_html: str, fields: LetterFields) -> Letter:
    """Lay out one letter. Raises AddressTooWide, UnprintableText; reaches nothing outside the page itself."""
    if not is_printable("".join((*fields.address, fields.date, fields.reference))):
        raise UnprintableText("address")
    if len(fields.address) > MAX_LINES:
        raise AddressTooWide(MAX_LINES + 1)
    too_wide = 0
    for size in ADDRESS_SIZES:
        document = _render(master_html, fields, size)
        too_wide = _line_too_wide(document, len(fields.address))
        if not too_wide:
            return Letter(_write(document, fields), len(document.pages))
    raise AddressTooWide(too_wide)


def is_printable(text: str) -> bool:
    """Whether the letter's fonts carry every letter of it."""
    return _PRINTABLE.fullmatch(text) is not None


def _render(master_html: str, fields: LetterFields, size: int) -> Document:
    lines = "".join(
        f'<div><span id="a{n}">{escape(line)}</span></div>' for n, line in enumerate(fields.address, start=1)
    )
    dense = " dense" if len(fields.address) >= _DENSE_FROM else ""
    address = f'<div id="address" class="s{size}{dense}">{lines}</div>'
    page = master_html.replace(slots.ADDRESS, address)
    page = page.replace(slots.DATE, escape(fields.date)).replace(slots.REFERENCE, escape(fields.reference))
    html = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return html.render(font_config=font_configuration())


def _line_too_wide(document: Document, lines: int) -> int:
    """The number of the first address line wider than the window; 0 when all fit."""
    anchors = document.pages[0].anchors
    for number in range(1, lines + 1):
        left, _, right, _ = anchors[f"a{number}"]
        if right - left > WINDOW_WIDTH * _PX_PER_MM:
            return number
    return 0


def _write(document: Document, fields: LetterFields) -> bytes:
    """The bytes, with an identifier made from the content: letters must come out equal when made again."""
    raw = document.write_pdf(pdf_variant="pdf/ua-1")
    seed = hashlib.sha256("\0".join((*fields.address, fields.date, fields.reference)).encode()).digest()[:16]
    with pikepdf.open(BytesIO(raw)) as pdf:
        pdf.trailer["/ID"] = pikepdf.Array([pikepdf.String(seed), pikepdf.String(seed)])
        out = BytesIO()
        pdf.save(out, static_id=False, deterministic_id=True)
    return out.getvalue()
