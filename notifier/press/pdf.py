"""PDF written as it comes, object by object: nothing is kept but where each object begins."""

import zlib
from array import array
from collections.abc import Iterable
from typing import BinaryIO

import pikepdf

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Writer:
    """Objects get their number first and their content in any order, all before `finish`."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._offsets = array("Q", [0])
        self._at = 0
        self._write(HEADER)

    def reserve(self) -> int:
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, body: bytes, number: int = 0) -> int:
        """Write one object; without a number it gets the next."""
        number = number or self.reserve()
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def put_stream(self, data: bytes, entries: bytes = b"", number: int = 0) -> int:
        """Write a stream, deflated."""
        return self.put(stream(zlib.compress(data, 6), b"/Filter/FlateDecode" + entries), number)

    def transplant(self, source: pikepdf.Object, moved: dict[int, int]) -> bytes:
        """What names this object of another file here, after all it needs has been written; `moved` remembers."""
        if not source.is_indirect:
            return self._inline(source, moved)
        old = source.objgen[0]
        if old not in moved:
            moved[old] = self.reserve()
            self._copy(source, moved)
        return b"%d 0 R" % moved[old]

    def finish(self, root: int, identity: bytes) -> int:
        """Table and trailer; returns where the table begins."""
        start = self._at
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        for offset in self._offsets[1:]:
            self._write(b"%010d 00000 n \n" % offset)
        self._write(trailer(len(self._offsets), root, identity, b"") + b"startxref\n%d\n%%%%EOF\n" % start)
        return start

    @property
    def size(self) -> int:
        return len(self._offsets)

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)

    def _copy(self, source: pikepdf.Object, moved: dict[int, int]) -> None:
        number = moved[source.objgen[0]]
        if isinstance(source, pikepdf.Stream):
            entries = self._entries([(key, value) for key, value in source.items() if key != "/Length"], moved)
            if "/Filter" in source:
                self.put(stream(source.read_raw_bytes(), entries), number)
            else:
                self.put_stream(source.read_raw_bytes(), entries, number)
        else:
            self.put(self._inline(source, moved), number)

    def _inline(self, source: object, moved: dict[int, int]) -> bytes:
        if isinstance(source, pikepdf.Dictionary):
            return b"<<%b>>" % self._entries(source.items(), moved)
        if isinstance(source, pikepdf.Array):
            return b"[%b]" % b" ".join(self._named(child, moved) for child in source)
        if isinstance(source, pikepdf.Object):
            text: bytes = source.unparse(resolved=True)
            return text
        # Numbers and truth values come as Python's own.
        return {True: b"true", False: b"false"}[source] if isinstance(source, bool) else str(source).encode()

    def _entries(self, entries: Iterable[tuple[str, object]], moved: dict[int, int]) -> bytes:
        return b"".join(pikepdf.Name(key).unparse() + b" " + self._named(value, moved) for key, value in entries)

    def _named(self, child: object, moved: dict[int, int]) -> bytes:
        return self.transplant(child, moved) if isinstance(child, pikepdf.Object) else self._inline(child, moved)


def stream(data: bytes, entries: bytes) -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), entries, data)


def trailer(size: int, root: int, identity: bytes, more: bytes) -> bytes:
    name = identity.hex().encode()
    return b"trailer\n<</Size %d/Root %d 0 R/ID[<%b><%b>]%b>>\n" % (size, root, name, name, more)
