"""What a row of the template is, and when it is asked."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from notifier.law.words import Words

Value = str | tuple[str, ...] | int | bool | date | datetime


class Kind(StrEnum):
    """What may stand in a row. The transcription knows no lists: where CHOICES apply is our reading of the labels."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Option:
    """One allowed value. A provisional one ("to be determined") stands only in an incomplete notification.

    `wire` is the letter in the machine-readable file, where it differs from the code.
    """

    code: str
    label: Words
    is_provisional: bool = False
    wire: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """The row holds one of these codes."""

    row: int
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Given:
    """The row holds anything at all."""

    row: int


@dataclass(frozen=True, slots=True)
class Marked:
    """The row is ticked."""

    row: int


@dataclass(frozen=True, slots=True)
class Either:
    """One of them holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Both:
    """All of them hold."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Late:
    """The plain hours of Article 33(1) have passed since awareness. The template prints this the wrong way round."""


Condition = When | Given | Marked | Either | Both | Late


@dataclass(frozen=True, slots=True)
class Field:
    """One row. `is_mandatory`: the template always wants it; `is_needed`: wanted whenever it is `shown`.

    `spills_into`: the text row that tells what the machine-readable file has no room for here.
    """

    row: int
    kind: Kind
    label: Words
    article: str = ""
    is_mandatory: bool = False
    shown: Condition | None = None
    is_needed: bool = False
    options: tuple[Option, ...] = ()
    spills_into: int | None = None

    def option(self, code: str) -> Option:
        """The option of that code; KeyError for one that is not in the list."""
        return {option.code: option for option in self.options}[code]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    code: str
    title: Words
    fields: tuple[Field, ...]
