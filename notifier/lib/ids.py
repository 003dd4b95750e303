"""Names for things: row ids in the order of time, references people can read aloud. Time and chance are given."""

import re
from datetime import datetime
from hashlib import sha256
from uuid import UUID

# No I, L, O, U, Z: nothing is mistaken for a digit or spelt by accident. 31 letters, a prime, for the check.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "Z": "2"})
_BASE = len(_ALPHABET)
_LENGTH = 12
_SHORT = 8


def uuid7(at: datetime, random: bytes) -> UUID:
    """A version 7 UUID (RFC 9562 section 5.7): milliseconds of `at`, then 10 random bytes (74 bits are used)."""
    milliseconds = int(at.timestamp() * 1000)
    value = milliseconds << 80 | int.from_bytes(random[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def new_reference(random: bytes) -> str:
    """`7K3M-9QXT-2W4F-H` from 8 random bytes: 59 bits and a check letter."""
    letters = _letters(random[:8], _LENGTH)
    return _grouped(letters + _check(letters))


def parse_reference(text: str) -> str | None:
    """The reference as it was issued, however it was typed; None where a letter must be wrong."""
    letters = re.sub(r"[\s\-–—.]", "", text.upper()).translate(_READ_AS)
    if len(letters) != _LENGTH + 1 or not set(letters) <= set(_ALPHABET):
        return None
    return _grouped(letters) if _check(letters[:_LENGTH]) == letters[_LENGTH] else None


def error_reference(random: bytes) -> str:
    """`7K3M-9QXT` from 5 random bytes: short enough for the telephone, and found in a day's log."""
    return _grouped(_letters(random[:5], _SHORT))


def reference_digest(reference: str) -> str:
    """SHA-256 over a reference as issued, in hexadecimal: whoever kept the paper finds their notice in the log, which
    holds no reference itself.
    """
    return sha256(b"notifier reference\0" + reference.replace("-", "").encode()).hexdigest()


def _letters(random: bytes, length: int) -> str:
    value, letters = int.from_bytes(random, "big"), ""
    for _ in range(length):
        value, place = divmod(value, _BASE)
        letters += _ALPHABET[place]
    return letters


def _check(letters: str) -> str:
    """Weights 1 to 12 modulo a prime: every single error and every swap of two letters changes the sum."""
    return _ALPHABET[sum(weight * _VALUE[letter] for weight, letter in enumerate(letters, start=1)) % _BASE]


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
