"""A key as lines a person can copy from paper, each with a check of its own: a typing error is found in its line.

A line is `K.m1.2 ABCD EFGH IJKL MNOP QRST`: what the key is for and its id, the number of the line, up to four groups
of base32 (RFC 4648), and a last group that checks all of it.
"""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

_GROUP = 4
_BODY = 16
_LETTERS = 52  # 32 bytes
_LINES = -(-_LETTERS // _BODY)
# Digits that base32 does not use stand for the letters they are mistaken for.
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B", "-": None, "·": None})


class Kind(StrEnum):
    """What a key is for; the letter its lines begin with (French: clé, journal)."""

    MASTER = "K"
    LOG = "J"


@dataclass(frozen=True, slots=True)
class SheetKey:
    """One key of the sheet."""

    kind: Kind
    name: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One printed line: its tag, its groups, and the group that checks them."""

    tag: str
    groups: tuple[str, ...] = field(repr=False)
    check: str = field(repr=False)

    def __str__(self) -> str:
        return " ".join((self.tag, *self.groups, self.check))

    @property
    def padded(self) -> tuple[str, ...]:
        """The groups in as many columns as a full line has."""
        return self.groups + ("",) * (_BODY // _GROUP - len(self.groups))


@dataclass(frozen=True, slots=True)
class LineProblem:
    """`number` counts typed lines from 1, 0 for one that was not typed; `code` is `mistyped` or `missing`."""

    number: int
    tag: str
    code: str


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """The keys whose lines were all right, and what was wrong."""

    keys: tuple[SheetKey, ...]
    problems: tuple[LineProblem, ...]

    def of(self, kind: Kind) -> dict[str, bytes]:
        return {key.name: key.key for key in self.keys if key.kind is kind}


def to_lines(sheet_key: SheetKey) -> list[SheetLine]:
    """The four lines of a 32-byte key."""
    letters = base64.b32encode(sheet_key.key).decode().rstrip("=")
    lines = []
    for number in range(1, _LINES + 1):
        body = letters[(number - 1) * _BODY : number * _BODY]
        tag = f"{sheet_key.kind}.{sheet_key.name}.{number}"
        groups = tuple(body[at : at + _GROUP] for at in range(0, len(body), _GROUP))
        lines.append(SheetLine(tag, groups, _check(tag, body)))
    return lines


def is_right(text: str) -> bool:
    """Whether a typed line agrees with its check group."""
    return _read(text) is not None


def read_sheet(typed: Iterable[str]) -> TypedSheet:
    """The keys, from lines in any order, small letters or capitals, with any spacing; empty lines do not count."""
    bodies: dict[tuple[Kind, str], dict[int, str]] = {}
    problems = []
    for number, text in enumerate(typed, start=1):
        if not text.strip():
            continue
        if (found := _read(text)) is None:
            problems.append(LineProblem(number, text.split()[0][:_BODY], "mistyped"))
            continue
        kind, name, place, body = found
        bodies.setdefault((kind, name), {})[place] = body
    wrong = {problem.tag for problem in problems}
    missing = [LineProblem(0, tag, "missing") for tag in _missing(bodies) if tag not in wrong]
    return TypedSheet(tuple(_complete(bodies)), (*problems, *missing))


def _read(text: str) -> tuple[Kind, str, int, str] | None:
    tag, *groups = text.split() or [""]
    kind, _, rest = tag.partition(".")
    name, _, number = rest.rpartition(".")
    letters = "".join(groups).upper().translate(_MISREAD)
    body, check = letters[:-_GROUP], letters[-_GROUP:]
    kind = kind.upper()
    if kind not in set(Kind) or not number.isdecimal() or check != _check(f"{kind}.{name}.{number}", body):
        return None
    return Kind(kind), name, int(number), body


def _missing(bodies: dict[tuple[Kind, str], dict[int, str]]) -> Iterator[str]:
    for (kind, name), lines in bodies.items():
        yield from (f"{kind}.{name}.{number}" for number in range(1, _LINES + 1) if number not in lines)


def _complete(bodies: dict[tuple[Kind, str], dict[int, str]]) -> Iterator[SheetKey]:
    for (kind, name), lines in bodies.items():
        letters = "".join(lines.get(number, "") for number in range(1, _LINES + 1))
        if len(letters) == _LETTERS:
            yield SheetKey(kind, name, base64.b32decode(letters + "=" * (-len(letters) % 8)))


def _check(tag: str, body: str) -> str:
    digest = sha256(f"notifier recovery sheet\0{tag}\0{body}".encode()).digest()
    return base64.b32encode(digest).decode()[:_GROUP]
