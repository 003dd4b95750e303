"""The square code on every sheet (QR, ISO/IEC 18004, version 2, level M), quick enough for a million sheets.

A code of fixed size, mask and length is linear: each bit of its text flips a set of modules of its own. Those sets are
learned from segno once; a code is then a few exclusive ors.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import segno

# Modules along one side, the blank margin not counted.
SIDE = 25
# As many characters as version 2 takes at level M are 38; an even number, for they are encoded in pairs.
_LENGTH = 34
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_BITS = 11
_WRITTEN = re.compile(r"(?P<reference>[0-9A-Z-]+) +(?P<run>\d{4}) (?P<piece>\d{6}) (?P<sheet>\d\d)/(?P<sheets>\d\d)")
_MOST = (9999, 999_999, 99)


@dataclass(frozen=True, slots=True)
class SheetCode:
    """Which sheet this is: of which letter, in which run, at which place, and of how many."""

    reference: str
    run: int
    piece: int
    sheet: int
    sheets: int

    def text(self) -> str:
        """What a reader reads. Raises ValueError for what has no room in it."""
        if len(self.reference) > 16 or any(n > most for n, most in zip(self._numbers(), _MOST, strict=True)):
            raise ValueError("this sheet has no room in a code")
        return f"{self.reference:16} {self.run:04} {self.piece:06} {self.sheet:02}/{self.sheets:02}"

    @classmethod
    def read(cls, text: str) -> "SheetCode | None":
        """The code a scanner read, None for any other code."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        run, piece, sheet, sheets = (int(found[name]) for name in ("run", "piece", "sheet", "sheets"))
        return cls(found["reference"], run, piece, sheet, sheets)

    def _numbers(self) -> tuple[int, int, int]:
        return self.run, self.piece, self.sheets


def modules(text: str) -> int:
    """The code's dark modules as bits, row by row from the top left, the first module in the highest bit."""
    if len(text) != _LENGTH:
        raise ValueError(f"a sheet's code has {_LENGTH} characters")
    dark = _learned("0" * _LENGTH)
    for place in range(0, _LENGTH, 2):
        dark ^= _flips(place, text[place : place + 2])
    return dark


def path(text: str) -> str:
    """The code as PDF path operators, one unit to a module, from the bottom left; filled in one go, without seams."""
    dark = modules(text)
    rows = []
    for row in range(SIDE):
        bits = dark >> (SIDE * (SIDE - 1 - row)) & ((1 << SIDE) - 1)
        rows.append(_row(SIDE - 1 - row, 0, bits >> 16) + _row(SIDE - 1 - row, 9, bits >> 8 & 255))
        rows.append(_row(SIDE - 1 - row, 17, bits & 255))
    return "".join(rows) + "f"


@lru_cache(maxsize=SIDE * 1024)
def _row(y: int, x: int, bits: int) -> str:
    """A part of a row: nine modules from the left edge, else eight."""
    text = f"{bits:09b}" if x == 0 else f"{bits:08b}"
    return "".join(f"{x + run.start()} {y} {len(run[0])} 1 re\n" for run in re.finditer("1+", text))


@lru_cache(maxsize=65536)
def _flips(place: int, pair: str) -> int:
    """The modules by which this pair differs from two noughts."""
    value = 45 * _VALUES[pair[0]] + _VALUES[pair[1]]
    flipped = 0
    for bit in range(_BITS):
        if value >> bit & 1:
            flipped ^= _basis(place, bit)
    return flipped


@cache
def _basis(place: int, bit: int) -> int:
    first, second = divmod(1 << bit, 45)
    text = "0" * place + _LETTERS[first] + _LETTERS[second] + "0" * (_LENGTH - place - 2)
    return _learned(text) ^ _learned("0" * _LENGTH)


@cache
def _learned(text: str) -> int:
    """One code as segno makes it."""
    code = segno.make(text, version=2, error="m", mask=3, boost_error=False, mode="alphanumeric", micro=False)
    bits = "".join("1" if dark else "0" for row in code.matrix for dark in row)
    return int(bits, 2)
