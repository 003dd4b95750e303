"""The faces the personal fields are set in: those WeasyPrint itself finds for our style, what stands in for them."""

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from html import escape

import uharfbuzz as hb
from weasyprint import HTML
from weasyprint.text.fonts import get_hb_object_data
from weasyprint.urls import URLFetcher

from notifier.press.fonts import font_configuration

# Regular for address and foot, semibold for date and reference.
WEIGHTS = (400, 600)
# The second letter is one that Open Sans lacks: the face WeasyPrint takes instead is drawn with it.
_PROBES = ("A", "ʔ")


@dataclass(frozen=True, eq=False)
class Face:
    """One font file. `name` is how content streams call it; lengths are in ems."""

    name: str
    data: bytes = field(repr=False)
    hb_face: hb.Face = field(repr=False)
    hb_font: hb.Font = field(repr=False)
    ascent: float
    descent: float

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()

    @property
    def upem(self) -> int:
        upem: int = self.hb_face.upem
        return upem

    def advance(self, glyph: int) -> int:
        """A glyph's own width, in thousandths of an em: what the PDF's font dictionary says too."""
        own: int = self.hb_font.get_glyph_h_advance(glyph)
        return round(own * 1000 / self.upem)


@cache
def faces() -> tuple[tuple[Face, Face], tuple[Face, Face]]:
    """For each weight the house's face and the one that stands in for it."""
    regular, semibold = (_pair(number, weight) for number, weight in enumerate(WEIGHTS))
    return regular, semibold


@cache
def all_faces() -> dict[str, Face]:
    return {face.name: face for pair in faces() for face in pair}


@cache
def digests() -> dict[str, str]:
    """By which a letter stamped earlier knows that its glyph numbers still mean the same."""
    return {name: face.digest for name, face in all_faces().items()}


def _pair(number: int, weight: int) -> tuple[Face, Face]:
    own, other = (_found(probe, weight, f"F{2 * number + place}") for place, probe in enumerate(_PROBES))
    return own, other


def found_for(text: str, weight: int) -> list[tuple[bytes, hb.Face]]:
    """The font files WeasyPrint embeds for the text in our style: the house's, and whatever else it finds."""
    style = f'font: {weight} 10pt "Open Sans", "DejaVu Sans", sans-serif'
    page = HTML(string=f"<p style='{style}'>{escape(text)}</p>", url_fetcher=URLFetcher(allowed_protocols=("data",)))
    document = page.render(font_config=font_configuration())
    document.write_pdf()
    files = [(bytes(get_hb_object_data(font.hb_face)), font.index) for font in document.fonts.values()]
    return [(data, hb.Face(data, index)) for data, index in files]


def _found(letter: str, weight: int, name: str) -> Face:
    [(data, hb_face)] = found_for(letter, weight)
    hb_font = hb.Font(hb_face)
    extents = hb_font.get_font_extents("ltr")
    return Face(name, data, hb_face, hb_font, extents.ascender / hb_face.upem, -extents.descender / hb_face.upem)
