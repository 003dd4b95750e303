"""A letter to try things on, and a ruler for its pages."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import zxingcpp

from notifier.press.letters import LetterFields
from notifier.press.master import LetterLabels, letter_html
from tests.lib.samples import DOCUMENT

MASTER = letter_html(DOCUMENT, LetterLabels(reference="Référence", date="Date"))
FIELDS = LetterFields(
    address=("MME ZOE CANARI", "14 RUE DES LILAS", "69003 LYON"), date="5 mars 2026", reference="7K3M-9QXT-2W4F-H"
)
_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Ink:
    """One printed letter and its box, in millimetres from the top left of the sheet."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def ink(pdf: bytes, page: int = 0) -> Iterator[Ink]:
    """Every letter of a page but blanks."""
    sheet = pdfium.PdfDocument(pdf)[page]
    height = sheet.get_height()
    text = sheet.get_textpage()
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        if letter.strip():
            left, bottom, right, top = text.get_charbox(place)
            yield Ink(letter, left * _MM, (height - top) * _MM, right * _MM, (height - bottom) * _MM)


def text_of(pdf: bytes) -> str:
    """All pages' text in one line."""
    pages = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


def codes_of(pdf: bytes) -> list[list[str]]:
    """What an independent reader finds on each page, looked at as a scanner at 300 dots to the inch would."""
    found = []
    for page in pdfium.PdfDocument(pdf):
        # The left margin, where the code stands.
        strip = page.render(scale=300 / 72, grayscale=True, crop=(0, 0, page.get_width() - 60, 0)).to_pil()
        # Asked for every kind, the reader now and then takes one corner of a code for a small code of its own.
        codes = zxingcpp.read_barcodes(strip, formats=zxingcpp.BarcodeFormat.QRCodeModel2)
        found.append([code.text for code in codes])
    return found
