"""Which column of a roster is which, from its header; French and English spellings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from notifier.lib.text import fold
from notifier.rosters.choices import CareFlag
from notifier.rosters.rules.headers import (
    CARE_HEADERS,
    FIELD_HEADERS,
    FORBIDDEN_PHRASES,
    FORBIDDEN_WORDS,
    Field,
)
from notifier.rosters.rules.problems import Problem


class Mandatory(StrEnum):
    """What a file must have, as a missing column is named in a problem."""

    CONTACT = "email_or_address"


# A person can have a second telephone and several lines of street, but only one of everything else.
_REPEATABLE = frozenset({Field.STREET_BEFORE, Field.STREET, Field.STREET_AFTER, Field.TELEPHONE})
_ADDRESS = (Field.STREET, Field.POSTCODE, Field.TOWN)
# Where a database's column name begins a new word: `NumSecu`, `MatriculeINS`.
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Layout:
    """Places (from 0) of the recognised columns; `unnamed` are columns without a header, `unknown` the others."""

    width: int
    fields: Mapping[Field, tuple[int, ...]]
    care: Mapping[CareFlag, int]
    unknown: tuple[int, ...]
    unnamed: tuple[int, ...]

    @property
    def knows_care(self) -> bool:
        """Whether the file speaks of care at all: then an empty cell means that none is needed."""
        return bool(self.care) or Field.CARE in self.fields

    def column_name(self, place: int) -> str:
        """The field's name, or `#7` for the seventh column: a header may hold a patient's data by mistake."""
        for field, places in self.fields.items():
            if place in places:
                return field.value
        return next((flag.value for flag, at in self.care.items() if at == place), number(place))


def number(place: int) -> str:
    return f"#{place + 1}"


def read_header(cells: Sequence[str], line: int) -> tuple[Layout, list[Problem]]:
    """The layout, and why the file is refused: forbidden_column, column_twice, missing_column."""
    fields: dict[Field, list[int]] = {}
    care: dict[CareFlag, int] = {}
    unknown: list[int] = []
    unnamed: list[int] = []
    problems: list[Problem] = []
    for place, cell in enumerate(cells):
        header = fold(cell)
        field, flag = FIELD_HEADERS.get(header), CARE_HEADERS.get(header)
        if field is not None:
            if field in fields and field not in _REPEATABLE:
                problems.append(Problem(line, field.value, "column_twice"))
            fields.setdefault(field, []).append(place)
        elif flag is not None:
            if flag in care:
                problems.append(Problem(line, flag.value, "column_twice"))
            care[flag] = place
        elif _is_forbidden(header) or _is_forbidden(fold(_HUMP.sub(" ", cell))):
            problems.append(Problem(line, number(place), "forbidden_column"))
        else:
            (unknown if header else unnamed).append(place)
    places = {field: tuple(found) for field, found in fields.items()}
    layout = Layout(len(cells), places, care, tuple(unknown), tuple(unnamed))
    return layout, problems + _missing(layout, line)


def _is_forbidden(header: str) -> bool:
    words = header.split()
    # `N.I.R.` folds into single letters.
    spelt = "".join(words) if all(len(word) == 1 for word in words) else ""
    return not FORBIDDEN_WORDS.isdisjoint((*words, spelt)) or any(
        f" {phrase} " in f" {header} " for phrase in FORBIDDEN_PHRASES
    )


def _missing(layout: Layout, line: int) -> list[Problem]:
    """Names, and one way to reach people: an e-mail column, or street, postcode and town."""
    names = [field.value for field in (Field.FAMILY_NAME, Field.GIVEN_NAME) if field not in layout.fields]
    if Field.EMAIL not in layout.fields:
        absent = [field.value for field in _ADDRESS if field not in layout.fields]
        names += [Mandatory.CONTACT.value] if len(absent) == len(_ADDRESS) else absent
    return [Problem(line, name, "missing_column") for name in names]
