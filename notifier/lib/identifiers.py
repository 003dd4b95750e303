"""Numbers that name people: the RPPS of a physician is checked, the NIR of a patient is recognised to be refused."""

import re
from collections.abc import Iterable

from stdnum import luhn
from stdnum.fr import nir

RPPS_LENGTH = 11
# Sex 1 to 8 (3, 4, 7 and 8 are provisional), year, month (20 and above: unknown month), department or Corsica, commune,
# order, key. See the INSEE's description of the NIR.
_NIR = re.compile(r"[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}(?P<key>\d{2})?", re.ASCII)
_SEPARATORS = re.compile(r"[\s.\-/']")
# So many of the filled values of a column must look alike before the whole column is taken for a column of NIRs.
_KEYED_SHARE = 0.2
_KEYLESS_SHARE = 0.8
_KEYED, _KEYLESS = "keyed", "keyless"
_SHORTEST = 13


def rpps_problem(rpps: str) -> str | None:
    """`rpps_length` (not 11 digits), `rpps_key` (the Luhn key fails: a warning, published samples fail it), or None."""
    if len(rpps) != RPPS_LENGTH or not (rpps.isascii() and rpps.isdigit()):
        return "rpps_length"
    return None if luhn.is_valid(rpps) else "rpps_key"


def is_nir(value: str) -> bool:
    """Whether the value is a NIR of 15 places whose key holds: 97 - (number mod 97), Corsica as 2A or 2B."""
    return _form(value) == _KEYED


class NirCount:
    """Watches one column: `add` every value, then ask `is_column`."""

    __slots__ = ("filled", "keyed", "keyless")

    def __init__(self) -> None:
        self.filled = self.keyed = self.keyless = 0

    def add(self, value: str) -> bool:
        """Count the value, empty ones excepted; returns whether it is a NIR with a right key."""
        if not value.strip():
            return False
        self.filled += 1
        form = _form(value)
        self.keyed += form == _KEYED
        self.keyless += form == _KEYLESS
        return form == _KEYED

    def is_column(self) -> bool:
        """Whether the column holds NIRs: one value in five with a right key, or four in five without one or with a
        wrong one, as in invented samples.
        """
        nirs = self.keyed + self.keyless
        return self.filled > 0 and (self.keyed >= _KEYED_SHARE * self.filled or nirs >= _KEYLESS_SHARE * self.filled)


def looks_like_nir(values: Iterable[str]) -> bool:
    """Whether a column's values are NIRs; one chance number with a right key among many others is not enough."""
    count = NirCount()
    for value in values:
        count.add(value)
    return count.is_column()


def _form(value: str) -> str:
    # Nearly every value of a roster ends here, on its length.
    if len(value) < _SHORTEST:
        return ""
    compact = _SEPARATORS.sub("", value).upper()
    match = _NIR.fullmatch(compact)
    if match is None:
        return ""
    return _KEYED if match["key"] and nir.is_valid(compact) else _KEYLESS
