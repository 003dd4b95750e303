"""Many letters in one file for a printer, written as they come: bodies and fonts once, of each letter its fields."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from io import BytesIO
from typing import BinaryIO

import pikepdf

from notifier.press.codes import SheetCode, mask
from notifier.press.embedding import carried
from notifier.press.faces import all_faces, faces
from notifier.press.pdf import Writer, stream
from notifier.press.plates import Plate, put_font
from notifier.press.stamp import drawn, glyphs_of, numbers
from notifier.press.style import CODE_LEFT, CODE_SIDE, CODE_TOP

_POINTS_PER_MM = 72 / 25.4
_A4 = b"[0 0 595.275591 841.889764]"
# Pages under one node of the tree: few enough to be found quickly, many enough to keep the tree low.
_NODE = 256
_CODE_X = CODE_LEFT * _POINTS_PER_MM
_CODE_Y = 297 * _POINTS_PER_MM - (CODE_TOP + CODE_SIDE) * _POINTS_PER_MM
_CODE = b"q %.4f 0 0 %.4f %.3f %.3f cm 0 g\n%%b\nQ\n" % (*[CODE_SIDE * _POINTS_PER_MM] * 2, _CODE_X, _CODE_Y)
_CAPTION, _LEADING = 4.5, 5.4


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
        # What the letters use beyond the usual.
        self._glyphs: dict[str, set[int]] = {}
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
            found = drawn(letter.plate, letter.update)
            contents = found.pages
            if not found.is_usual:
                self._use(contents)
        else:
            resources = self._pages_of(letter.pdf)
            contents = (b"/B Do",) * len(resources)
        self.pieces += 1
        first = self.pages + 1
        per_sheet = 2 if self._duplex else 1
        sheets = -(-len(contents) // per_sheet)
        code = 0
        for number, (resource, content) in enumerate(zip(resources, contents, strict=True)):
            if number % per_sheet == 0:
                code = self._code(letter.reference, number // per_sheet + 1, sheets)
            shown = self._writer.put_stream(content)
            self._page(b"/Resources %b/Contents[%d 0 R %d 0 R]" % (resource, shown, code))
        if self._duplex and len(contents) % 2:
            self._page(b"/Resources<<>>")
        return PieceRange(first, len(contents))

    def close(self) -> str:
        """Write what all share and the table; returns the file's SHA-256."""
        writer = self._writer
        self._close_node()
        shown = {own.name: set(carried(own)) for own, _ in faces()}
        for name, glyphs in self._glyphs.items():
            shown.setdefault(name, set()).update(glyphs)
        named = [
            b"/%b %d 0 R" % (name.encode(), put_font(writer, all_faces()[name], frozenset(glyphs)))
            for name, glyphs in sorted(shown.items())
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
        above = _caption(f"{self._run:04} {self.pieces:06}", f"{sheet}/{sheets}")
        content = _CODE % mask(code.text()) + above
        return self._writer.put(stream(content, b""))

    def _use(self, contents: Iterable[bytes]) -> None:
        for content in contents:
            for name, glyphs in glyphs_of(content.decode()).items():
                self._glyphs.setdefault(name, set()).update(numbers(glyphs))

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


def _caption(*lines: str) -> bytes:
    """Figures below the code, each as wide as any other."""
    name, written = _figures()
    shown = " T* ".join([f"<{line.translate(written)}>Tj" for line in lines])
    where = f"1 0 0 1 {_CODE_X:.3f} {_CODE_Y - _LEADING:.3f} Tm {_LEADING} TL"
    return f"BT 0 g /{name} {_CAPTION} Tf {where} {shown} ET\n".encode()


@cache
def _figures() -> tuple[str, dict[int, str]]:
    """The face, and how each figure is written in it."""
    own, _ = faces()[0]
    return own.name, {ord(one): f"{own.hb_font.get_nominal_glyph(ord(one)):04X}" for one in "0123456789/ "}
