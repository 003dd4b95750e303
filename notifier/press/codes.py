"""The square code on every sheet (QR, ISO/IEC 18004, version 2, level M), quick enough for a million sheets.

A code of fixed size, mask and length is linear: each bit of its text flips a set of modules of its own. Those sets are
learned from segno once; a code is then a few exclusive ors.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import segno

# Modules along one side, the blank margin not counted, and the bytes a row of them takes.
SIDE = 25
_ROW = -(-SIDE // 8)
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


def rows(text: str) -> bytes:
    """The code's dark modules as bits, row by row from the top left, each row filled up to whole bytes."""
    if len(text) != _LENGTH:
        raise ValueError(f"a sheet's code has {_LENGTH} characters")
    dark = _learned("0" * _LENGTH)
    for place in range(0, _LENGTH, 2):
        dark ^= _flips(place, text[place : place + 2])
    return dark.to_bytes(SIDE * _ROW, "big")


def mask(text: str) -> bytes:
    """The code as a stencil (ISO 32000-1, 8.9.6.2) in a page's content, one unit wide and high. It needs no deflating,
    which would take longer than all the rest of a sheet.
    """
    return b"BI/W %d/H %d/IM true/D[1 0]/F/AHx ID %b> EI" % (SIDE, SIDE, rows(text).hex().encode())


# What letters' references are made of fits twice.
@lru_cache(maxsize=16384)
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
    bits = ("".join("1" if dark else "0" for dark in row).ljust(8 * _ROW, "0") for row in code.matrix)
    return int("".join(bits), 2)
