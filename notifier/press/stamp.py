"""A letter: the plate, and what is stamped on it for one person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from notifier.press.embedding import carried, cid_font, descriptor, subset, type0, unicode_map
from notifier.press.faces import Face, all_faces
from notifier.press.layout import LOOKS, MAX_LINES, looks
from notifier.press.letters import AddressTooWide, LetterFields, UnprintableText
from notifier.press.pdf import stream, trailer
from notifier.press.plates import Plate
from notifier.press.shaping import Shaped, is_printable, shape
from notifier.press.style import WINDOW_WIDTH

_POINTS_PER_MM = 72 / 25.4
# Digits stand outside the brackets too, but never four: kerning is a matter of hundredths of an em.
_GLYPH = re.compile(r"[0-9A-F]{4}")
_SET = re.compile(r"/(F\d) [\d.]+ Tf\[([^\]]*)\]")
# At the beginning of a line only, or the long rows of digits in a font would be tried from every one of them.
_STREAM = re.compile(rb"^(\d+) 0 obj\n<</Length \d+>>stream\n(.*?)\nendstream", re.DOTALL | re.MULTILINE)
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\n$")
_SIZE = re.compile(rb"trailer\n<</Size (\d+)/Root (\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Stamped:
    """`update` is what a letter adds to its plate: an incremental update of the PDF (ISO 32000-1, 7.5.6), in ASCII.
    Plate and update together are the letter's canonical single-piece PDF, whatever bundle it is printed in.
    """

    update: bytes = field(repr=False)
    pages: int

    def pdf(self, plate: Plate) -> bytes:
        return plate.pdf + self.update


def stamp(plate: Plate, fields: LetterFields) -> Stamped:
    """Raises AddressTooWide, UnprintableText; a field is never cut."""
    if not is_printable("".join((*fields.address, fields.date, fields.reference))):
        raise UnprintableText("address")
    pages = [["/B Do"] for _ in plate.stamps]
    texts = _address(fields.address) | {"date": fields.date, "reference": fields.reference}
    is_usual = True
    for line in plate.lines:
        if text := texts.get(line.takes):
            shaped = shape(text, line.weight)
            is_usual = is_usual and shaped.is_usual
            pages[line.page].append(_set(line.beginning, line.size, shaped))
    return Stamped(_update(plate, ["\n".join(page) for page in pages], is_usual=is_usual), plate.pages)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a kept update draws on each page, to be drawn again inside a bundle; `is_usual` where it brings no fonts of
    its own, for its glyphs are all among those every plate carries.
    """

    pages: tuple[bytes, ...]
    is_usual: bool


def drawn(plate: Plate, update: bytes) -> Drawn:
    """Raises KeyError for an update that is not the plate's."""
    found = {int(number): content for number, content in _STREAM.findall(update)}
    return Drawn(tuple([found[number] for number in plate.stamps]), b"/FontFile2" not in update)


def glyphs_of(content: str) -> dict[str, set[str]]:
    """The glyphs each face shows in a page's content, as they are written there: four hexadecimal digits each."""
    found: dict[str, set[str]] = {}
    for name, shown in _SET.findall(content):
        found.setdefault(name, set()).update(_GLYPH.findall(shown))
    return found


def numbers(glyphs: Iterable[str]) -> set[int]:
    return {int(glyph, 16) for glyph in glyphs}


def _address(lines: tuple[str, ...]) -> dict[str, str]:
    """The lines by the places they go to: in the largest setting that fits the window."""
    if len(lines) > MAX_LINES:
        raise AddressTooWide(MAX_LINES + 1)
    widths = [shape(line, 400).width for line in lines]
    for look in looks(len(lines)):
        room = WINDOW_WIDTH * _POINTS_PER_MM / LOOKS[look][0]
        if all(width <= room for width in widths):
            return {f"{look}-{number}": line for number, line in enumerate(lines, start=1)}
    raise AddressTooWide(next(number for number, width in enumerate(widths, start=1) if width > room))


def _set(beginning: str, size: str, shaped: Shaped) -> str:
    """One line of text. The runs follow each other where the pen stands."""
    runs = " ".join([f"/{run.face} {size} Tf[{run.shown}]TJ" for run in shaped.runs])
    return f"{beginning} {runs} ET"


def _update(plate: Plate, pages: list[str], *, is_usual: bool) -> bytes:
    base, size, root, start = _tail(plate.pdf)
    written: list[tuple[int, bytes]] = [
        (number, stream(page.encode(), b"")) for number, page in zip(plate.stamps, pages, strict=True)
    ]
    if not is_usual:
        written += _own_fonts(plate, pages, size)
    out, offsets, at = [], [], base
    for number, body in written:
        block = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        offsets.append((number, at))
        out.append(block)
        at += len(block)
    sections = b"".join(b"%d 1\n%010d 00000 n \n" % pair for pair in sorted(offsets))
    size = max(size, 1 + max(number for number, _ in offsets))
    identity = sha256("\0".join(pages).encode()).digest()[:16]
    end = trailer(size, root, identity, b"/Prev %d" % start)
    return b"%bxref\n%b%bstartxref\n%d\n%%%%EOF\n" % (b"".join(out), sections, end, at)


@lru_cache(maxsize=64)
def _tail(pdf: bytes) -> tuple[int, int, int, int]:
    """Length, number of objects, catalog and table of a plate."""
    start, about = _START.search(pdf[-60:]), _SIZE.search(pdf[-400:])
    if start is None or about is None:
        raise ValueError("this is no plate")
    return len(pdf), int(about[1]), int(about[2]), int(start[1])


def _own_fonts(plate: Plate, pages: list[str], number: int) -> list[tuple[int, bytes]]:
    """Fonts for the rare letters the plate does not carry, and the dictionary that names them with the others."""
    wanted: dict[str, set[str]] = {}
    for page in pages:
        for name, glyphs in glyphs_of(page).items():
            wanted.setdefault(name, set()).update(glyphs)
    rare = {name: numbers(glyphs) for name, glyphs in wanted.items() if not glyphs <= _carried(name)}
    if not rare:
        return []
    written, named = [], dict(_fonts_of(plate.pdf, plate.fonts))
    for name, shown in sorted(rare.items()):
        bodies = _font(all_faces()[name], shown, number)
        written += list(enumerate(bodies, start=number))
        number += len(bodies)
        named[name] = number - 1
    listed = "".join(f"/{name} {at} 0 R" for name, at in sorted(named.items()))
    return [*written, (plate.fonts, f"<<{listed}>>".encode())]


def _font(face: Face, glyphs: set[int], number: int) -> list[bytes]:
    data = subset(face, glyphs)
    # In letters and digits, so that the update can be kept as text.
    file = stream(data.hex().encode() + b">", b"/Filter/ASCIIHexDecode/Length1 %d" % len(data))
    mapped = stream(unicode_map(face, glyphs), b"/Type/CMap")
    return [
        file,
        descriptor(face, number),
        cid_font(face, glyphs, number + 1),
        mapped,
        type0(face, number + 2, number + 3),
    ]


@lru_cache(maxsize=8)
def _carried(name: str) -> frozenset[str]:
    return frozenset(f"{glyph:04X}" for glyph in carried(all_faces()[name]))


@lru_cache(maxsize=64)
def _fonts_of(pdf: bytes, fonts: int) -> dict[str, int]:
    found = re.search(rb"\n%d 0 obj\n<<(.*?)>>\nendobj" % fonts, pdf)
    if found is None:
        raise ValueError("this is no plate")
    return {name.decode(): int(at) for name, at in re.findall(rb"/(F\d) (\d+) 0 R", found[1])}
