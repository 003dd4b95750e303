"""The plate: a master laid out once by WeasyPrint. Its pages as PDF, and where on them the personal fields go."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from weasyprint import Document
from weasyprint.formatting_structure import boxes

from notifier.press import master as slots
from notifier.press.embedding import cid_font, descriptor, house_glyphs, subset, type0, unicode_map
from notifier.press.faces import Face, digests, faces
from notifier.press.layout import LOOKS, address_html, render
from notifier.press.pdf import Writer

_POINTS_PER_PX = 0.75
_DATE = "30 septembre 2026"
_REFERENCE = "0000-0000-0000-0"
_HIDDEN = 'style="visibility: hidden; white-space: nowrap"'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field begins, in points from the bottom left of the sheet, and how it is set."""

    field: str
    page: int
    x: float
    y: float
    size: float
    weight: int
    colour: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A place ready to be set: `takes` names what of a letter goes there, `beginning` is what is written before it."""

    takes: str
    page: int
    weight: int
    size: str
    beginning: str


@dataclass(frozen=True)
class Plate:
    """`pdf` is a whole PDF without any field; `stamps` are the numbers of the streams a letter puts its own in place
    of, `fonts` that of the dictionary of the fields' fonts; `faces` says which font files its glyph numbers mean.
    """

    pdf: bytes = field(repr=False)
    places: tuple[Place, ...]
    stamps: tuple[int, ...]
    fonts: int
    faces: dict[str, str]

    @property
    def pages(self) -> int:
        return len(self.stamps)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The places as letters are stamped, worked out once."""
        return tuple(map(_line, self.places))

    @property
    def is_of_these_faces(self) -> bool:
        """Whether the fonts installed now are those it was made with."""
        return self.faces == digests()

    def layout(self) -> dict[str, Any]:
        """All but the PDF, as JSON knows it."""
        return {
            "places": [asdict(place) for place in self.places],
            "stamps": list(self.stamps),
            "fonts": self.fonts,
            "faces": self.faces,
        }

    @classmethod
    def from_layout(cls, pdf: bytes, layout: dict[str, Any]) -> "Plate":
        places = tuple(Place(**{**place, "colour": tuple(place["colour"])}) for place in layout["places"])
        return cls(pdf, places, tuple(layout["stamps"]), layout["fonts"], dict(layout["faces"]))


def _line(place: Place) -> Line:
    name = place.field.partition("-")[0]
    colour = " ".join(f"{part:g}" for part in place.colour)
    return Line(
        # Each line of an address has a place of its own in each setting; date and reference go wherever they are asked.
        takes=place.field if name in LOOKS else name,
        page=place.page,
        weight=place.weight,
        size=f"{place.size:.5g}",
        beginning=f"BT {colour} rg 1 0 0 1 {place.x:g} {place.y:g} Tm",
    )


def lay(master_html: str) -> Plate:
    """Lay the master out; reaches nothing outside the page itself. Equal for equal master and locked versions."""
    document = render(_with_places(master_html))
    places = tuple(_places(document))
    if len({(place.field, place.page) for place in places}) != len(places):
        raise ValueError("a field would be broken over two lines")
    pdf, stamps, fonts = _plate(document, sha256(master_html.encode()).digest()[:16])
    return Plate(pdf, places, stamps, fonts, digests())


def _with_places(master_html: str) -> str:
    """The master with an unseen text in each field's place; every setting of the address lies over the others."""
    blocks = "".join(
        address_html(("0",) * count, look).replace('span id="a', f'span {_HIDDEN} id="{look}-')
        for look, (_, count) in LOOKS.items()
    )
    numbers = iter(range(1, 10))

    def reference(_found: re.Match[str]) -> str:
        return f'<span {_HIDDEN} id="reference-{next(numbers)}">{_REFERENCE}</span>'

    page = master_html.replace(slots.ADDRESS, blocks)
    page = page.replace(slots.DATE, f'<span {_HIDDEN} id="date-1">{_DATE}</span>')
    return re.sub(re.escape(slots.REFERENCE), reference, page)


def _places(document: Document) -> Iterator[Place]:
    for number, page in enumerate(document.pages):
        for name, text in _named_texts(page._page_box, ""):
            if not re.fullmatch(r"(s\d+|dense|date|reference)-\d", name):
                continue
            style = text.style
            yield Place(
                field=name,
                page=number,
                x=round(text.position_x * _POINTS_PER_PX, 3),
                y=round((page.height - text.position_y - text.baseline) * _POINTS_PER_PX, 3),
                # Pango counts in 1024ths of a pixel.
                size=int(style["font_size"] * 1024) / 1024 * _POINTS_PER_PX,
                weight=style["font_weight"],
                colour=tuple(round(part, 4) for part in style["color"].to("srgb").coordinates),
            )


def _named_texts(box: boxes.Box, name: str) -> Iterator[tuple[str, boxes.TextBox]]:
    """Every text with the id of the nearest element around it that has one."""
    element = getattr(box, "element", None)
    name = (element.get("id") if element is not None else None) or name
    if isinstance(box, boxes.TextBox):
        yield name, box
    for child in getattr(box, "children", ()):
        yield from _named_texts(child, name)


def _plate(document: Document, identity: bytes) -> tuple[bytes, tuple[int, ...], int]:
    """Each page's body as a form of its own, drawn by a stream that a letter takes the place of."""
    out = BytesIO()
    writer = Writer(out)
    root, pages, fonts = writer.reserve(), writer.reserve(), writer.reserve()
    kids, stamps = [], []
    with pikepdf.open(BytesIO(document.write_pdf())) as laid:
        moved: dict[int, int] = {}
        for page in laid.pages:
            form = page.as_form_xobject()
            body = writer.transplant(laid.make_indirect(form), moved)
            resources = b"<</XObject<</B %b>>/Font %d 0 R>>" % (body, fonts)
            stamps.append(writer.put(b"<</Length 5>>stream\n/B Do\nendstream"))
            box = b"[%b]" % b" ".join(str(side).encode() for side in page.mediabox)
            kids.append(writer.put(
                b"<</Type/Page/Parent %d 0 R/MediaBox%b/Resources%b/Contents %d 0 R>>"
                % (pages, box, resources, stamps[-1])
            ))  # fmt: skip
    named = b"".join(b"/%b %d 0 R" % (own.name.encode(), put_font(writer, own)) for own, _ in faces())
    writer.put(b"<<%b>>" % named, fonts)
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    writer.put(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), listed), pages)
    writer.put(b"<</Type/Catalog/Pages %d 0 R>>" % pages, root)
    writer.finish(root, identity)
    return out.getvalue(), tuple(stamps), fonts


def put_font(writer: Writer, face: Face, glyphs: frozenset[int] = frozenset()) -> int:
    """Write a face with these glyphs; without any, with those nearly every letter is made of."""
    glyphs = glyphs or house_glyphs(face)
    data = subset(face, glyphs)
    described = writer.put(descriptor(face, writer.put_stream(data, b"/Length1 %d" % len(data))))
    descendant = writer.put(cid_font(face, glyphs, described))
    return writer.put(type0(face, descendant, writer.put_stream(unicode_map(face, glyphs))))
