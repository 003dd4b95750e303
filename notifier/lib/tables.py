"""Reading a delimited text file: its encoding, its delimiter, and its rows one at a time with their line numbers.

The encoding is never a statistical guess: a byte order mark, else strict UTF-8, else Windows-1252. The rules of
quoting are those of RFC 4180, with `;` and tab beside the comma.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

DELIMITERS = (";", ",", "\t")
# One row, quoted newlines included. An unclosed quote would otherwise swallow the file.
MAX_ROW = 20_000
_CHUNK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How workbooks, archives, PDF files and pictures begin; some of them could pass for Windows-1252.
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


class UnreadableTable(ValueError):
    """`code`: not_text, empty_file, row_too_long or bad_quotes; `line` where it was seen, 1 for the whole file."""

    def __init__(self, code: str, line: int = 1) -> None:
        super().__init__(f"{code} at line {line}")
        self.code = code
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is the physical line the row begins on, counted from 1."""

    line: int
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """`encoding` is utf-8, utf-16 or cp1252; `guessed` when cp1252 was taken for want of anything better."""

    encoding: str
    guessed: bool
    delimiter: str
    header: Row
    _data: bytes = field(repr=False)
    _codec: str = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """The rows below the header, blank ones left out; raises UnreadableTable where reading must stop."""
        rows = _rows(self._data, self._codec, self.delimiter)
        next(rows)
        return rows


def read_table(data: bytes) -> Table:
    """Look at the file and its header; raises UnreadableTable. The bytes are not copied."""
    codec = _codec(data)
    delimiter = _delimiter(_first_line(data, codec))
    header = next(_rows(data, codec, delimiter), None)
    if header is None:
        raise UnreadableTable("empty_file")
    name = {"utf-8-sig": "utf-8"}.get(codec, codec)
    return Table(name, codec == "cp1252", delimiter, header, data, codec)


def _codec(data: bytes) -> str:
    if not data.strip():
        raise UnreadableTable("empty_file")
    if data.startswith(_BINARY):
        raise UnreadableTable("not_text")
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    for codec in (marked,) if marked else ("utf-8", "cp1252"):
        if _decodes(data, codec):
            return codec
    raise UnreadableTable("not_text")


def _decodes(data: bytes, codec: str) -> bool:
    """Whether every byte decodes, to something that has no NUL in it; a chunk at a time."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            if "\0" in decoder.decode(chunk, final=start + _CHUNK >= len(data)):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _first_line(data: bytes, codec: str) -> str:
    with io.TextIOWrapper(io.BytesIO(data), codec, newline="") as lines:
        while line := lines.readline(MAX_ROW + 1):
            if line.strip():
                return line
    return ""


def _delimiter(header: str) -> str:
    """The most frequent one outside quotes; the order of DELIMITERS settles a draw."""
    unquoted = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=unquoted.count)


def _rows(data: bytes, codec: str, delimiter: str) -> Iterator[Row]:
    with io.TextIOWrapper(io.BytesIO(data), codec, newline="") as text:
        lines = _CountedLines(text)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            line = lines.begin_row()
            try:
                cells = next(reader, None)
            except csv.Error:
                raise UnreadableTable("bad_quotes", line) from None
            if cells is None:
                return
            if line == 1 and _is_separator_line(cells, delimiter):
                continue
            if any(map(str.strip, cells)):
                yield Row(line, tuple(cells))


def _is_separator_line(cells: list[str], delimiter: str) -> bool:
    """`sep=;`, which Excel writes and reads above the header."""
    return delimiter.join(cells).strip().lower() in {f"sep={delimiter}", "sep="}


class _CountedLines:
    """The lines of a file for the csv reader; stops a row that grows beyond MAX_ROW characters."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._line = 0
        self._row_line = 1
        self._size = 0

    def begin_row(self) -> int:
        """Start counting anew; returns the line the row begins on."""
        self._row_line = self._line + 1
        self._size = 0
        return self._row_line

    def __iter__(self) -> "_CountedLines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_ROW + 1)
        if not line:
            raise StopIteration
        self._line += 1
        self._size += len(line)
        if self._size > MAX_ROW:
            raise UnreadableTable("row_too_long", self._row_line)
        return line
