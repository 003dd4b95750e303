"""Many letters in one file for a printer, written as they come: bodies and fonts once, of each letter its fields."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

import pikepdf

from notifier.press.codes import SIDE, SheetCode, path
from notifier.press.faces import all_faces
from notifier.press.pdf import Writer
from notifier.press.plates import Plate, put_font
from notifier.press.shaping import shape
from notifier.press.stamp import glyphs_of, numbers, stamped_pages
from notifier.press.style import CODE_LEFT, CODE_SIDE, CODE_TOP

_POINTS_PER_MM = 72 / 25.4
_A4 = b"[0 0 595.275591 841.889764]"
# Pages under one node of the tree: few enough to be found quickly, many enough to keep the tree low.
_NODE = 256
_MODULE = CODE_SIDE * _POINTS_PER_MM / SIDE
_CODE_X = CODE_LEFT * _POINTS_PER_MM
_CODE_Y = 297 * _POINTS_PER_MM - (CODE_TOP + CODE_SIDE) * _POINTS_PER_MM
_CAPTION = 4.5


@dataclass(frozen=True, slots=True)
class PlatedLetter:
    """A letter as stamp.stamp made it."""

    reference: str
    plate: Plate = field(repr=False)
    update: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class WholeLetter:
    """A letter that is a PDF of its own."""

    reference: str
    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PieceRange:
    """One letter's place in the bundle: first page counted from 1, its own pages."""

    first_page: int
    pages: int


class BundleWriter:
    """Writes to `out` letter by letter; memory does not grow with their number but for eight bytes an object.

    Every page bears its sheet's code. For duplex printing each letter begins on an odd page, or it would share a sheet
    with a stranger. Equal letters in equal order give equal bytes.
    """

    def __init__(self, out: BinaryIO, *, run: int, duplex: bool) -> None:
        self._out = _Hashing(out)
        self._writer = Writer(self._out)  # type: ignore[arg-type]
        self._run, self._duplex = run, duplex
        self._root, self._tree, self._fonts = (self._writer.reserve() for _ in range(3))
        self._bodies: dict[bytes, tuple[bytes, ...]] = {}
        self._glyphs: dict[str, set[str]] = {}
        self._nodes: list[tuple[int, int]] = []
        self._kids: list[int] = []
        self._node = 0
        self.pages = 0
        self.pieces = 0

    def add(self, letter: PlatedLetter | WholeLetter) -> PieceRange:
        """Raises ValueError where its sheets have no room in their codes."""
        if isinstance(letter, PlatedLetter) and not letter.plate.is_of_these_faces:
            # The numbers of its glyphs mean others in the fonts of today.
            letter = WholeLetter(letter.reference, letter.plate.pdf + letter.update)
        if isinstance(letter, PlatedLetter):
            resources = self._body(letter.plate)
            contents = stamped_pages(letter.plate, letter.update)
        else:
            resources = self._pages_of(letter.pdf)
            contents = [b"/B Do"] * len(resources)
        self.pieces += 1
        first = self.pages + 1
        per_sheet = 2 if self._duplex else 1
        sheets = -(-len(contents) // per_sheet)
        code = 0
        for number, (resource, content) in enumerate(zip(resources, contents, strict=True)):
            if number % per_sheet == 0:
                code = self._code(letter.reference, number // per_sheet + 1, sheets)
            self._use(content.decode())
            shown = self._writer.put_stream(content)
            self._page(b"/Resources %b/Contents[%d 0 R %d 0 R]" % (resource, shown, code))
        if self._duplex and len(contents) % 2:
            self._page(b"/Resources<<>>")
        return PieceRange(first, len(contents))

    def close(self) -> str:
        """Write what all share and the table; returns the file's SHA-256."""
        writer = self._writer
        self._close_node()
        named = [
            b"/%b %d 0 R" % (name.encode(), put_font(writer, all_faces()[name], frozenset(numbers(glyphs))))
            for name, glyphs in sorted(self._glyphs.items())
        ]
        writer.put(b"<<%b>>" % b"".join(named), self._fonts)
        kids = b" ".join(b"%d 0 R" % number for number, _ in self._nodes)
        writer.put(b"<</Type/Pages/MediaBox%b/Count %d/Kids[%b]>>" % (_A4, self.pages, kids), self._tree)
        writer.put(b"<</Type/Catalog/Pages %d 0 R>>" % self._tree, self._root)
        writer.finish(self._root, self._out.hash.digest()[:16])
        return self._out.hash.hexdigest()

    def _body(self, plate: Plate) -> tuple[bytes, ...]:
        """Of each page the dictionary with its body, written when the plate is first met."""
        key = _digest(plate.pdf)
        if key not in self._bodies:
            self._bodies[key] = self._transplanted(plate.pdf, is_plate=True)
        return self._bodies[key]

    def _pages_of(self, pdf: bytes) -> tuple[bytes, ...]:
        return self._transplanted(pdf, is_plate=False)

    def _transplanted(self, pdf: bytes, *, is_plate: bool) -> tuple[bytes, ...]:
        moved: dict[int, int] = {}
        found = []
        with pikepdf.open(BytesIO(pdf)) as opened:
            for page in opened.pages:
                body = page.Resources.XObject.B if is_plate else opened.make_indirect(page.as_form_xobject())
                there = self._writer.transplant(body, moved)
                shared = b"<</XObject<</B %b>>/Font %d 0 R>>" % (there, self._fonts)
                found.append(b"%d 0 R" % self._writer.put(shared))
        return tuple(found)

    def _code(self, reference: str, sheet: int, sheets: int) -> int:
        """The sheet's code, for both its sides, and in small figures what a person needs of it."""
        code = SheetCode(reference, self._run, self.pieces, sheet, sheets)
        square = f"q {_MODULE:.5f} 0 0 {_MODULE:.5f} {_CODE_X:.3f} {_CODE_Y:.3f} cm 0 g\n{path(code.text())} Q\n"
        above = _caption(f"{self._run:04} {self.pieces:06}", 1) + _caption(f"{sheet}/{sheets}", 2)
        self._use(above)
        return self._writer.put_stream((square + above).encode())

    def _use(self, content: str) -> None:
        for name, glyphs in glyphs_of(content).items():
            self._glyphs.setdefault(name, set()).update(glyphs)

    def _page(self, entries: bytes) -> None:
        if not self._kids:
            self._node = self._writer.reserve()
        self._kids.append(self._writer.put(b"<</Type/Page/Parent %d 0 R%b>>" % (self._node, entries)))
        self.pages += 1
        if len(self._kids) == _NODE:
            self._close_node()

    def _close_node(self) -> None:
        if self._kids:
            kids = b" ".join(b"%d 0 R" % kid for kid in self._kids)
            body = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._tree, len(self._kids), kids)
            self._nodes.append((self._writer.put(body, self._node), len(self._kids)))
            self._kids = []


class _Hashing:
    """What is written, hashed as it goes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        return self._out.write(data)


def bundle(letters: Iterable[PlatedLetter | WholeLetter], out: BinaryIO, *, run: int, duplex: bool) -> BundleWriter:
    """All of them, closed."""
    writer = BundleWriter(out, run=run, duplex=duplex)
    for letter in letters:
        writer.add(letter)
    writer.close()
    return writer


def encrypt(pdf: BinaryIO, out: BinaryIO, password: str) -> None:
    """Write the same pages under AES-256 (PDF 2.0, revision 6). Opening and changing take the password."""
    with pikepdf.open(pdf) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6))


@lru_cache(maxsize=256)
def _digest(pdf: bytes) -> bytes:
    return hashlib.sha256(pdf).digest()


@lru_cache(maxsize=1024)
def _caption(text: str, line: int) -> str:
    y = _CODE_Y - line * _CAPTION * 1.2
    runs = " ".join(f"/{run.face} {_CAPTION} Tf[{run.shown}]TJ" for run in shape(text, 400).runs)
    return f"BT 0 g 1 0 0 1 {_CODE_X:.3f} {y:.3f} Tm {runs} ET\n"
