"""A correction is a roster of one line: read by the same rules, refused for the same reasons."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO

from notifier.rosters.rules.examine import Reading
from notifier.rosters.rules.headers import Field
from notifier.rosters.rules.person import Person
from notifier.rosters.rules.problems import ASK_CODES, FILE_CODES, ROW_CODES, Problem
from notifier.rosters.rules.rows import Expected, Record

# In the order of a form. The street's lines are one field, as a cell with line breaks is.
CORRECTABLE = (
    Field.SALUTATION,
    Field.FAMILY_NAME,
    Field.GIVEN_NAME,
    Field.BIRTH_DATE,
    Field.STREET,
    Field.POSTCODE,
    Field.TOWN,
    Field.COUNTRY,
    Field.EMAIL,
    Field.TELEPHONE,
    Field.INSURER,
    Field.LANGUAGE,
)
# Of a whole list these cost a value and are said afterwards; one person who types can put it right at once.
_LOSSES = frozenset({"bad_email", "bad_language", "bad_salutation", "bad_postcode", "incomplete_address"})
_REFUSALS = ROW_CODES | frozenset(FILE_CODES)
# True of every list of one bad line, and no help to who typed it.
_OF_A_LIST = frozenset({"no_good_rows", "many_refused"})


@dataclass(frozen=True, slots=True)
class Correction:
    """`record` is None when something typed cannot be taken: `problems` say what. Otherwise they are only advice."""

    record: Record | None
    problems: tuple[Problem, ...]


def person_texts(person: Person) -> dict[Field, str]:
    """What a form shows of the person, as an import would read it back."""
    texts: dict[Field, str] = {
        field: getattr(person, field.value) for field in CORRECTABLE if field is not Field.BIRTH_DATE
    }
    born = person.birth_date.isoformat() if person.birth_date else ""
    return {**texts, Field.STREET: "\n".join(person.street), Field.BIRTH_DATE: born}


def read_correction(person: Person, changes: Mapping[Field, str], *, today: date, demo: bool) -> Correction:
    """The person with what was typed, fields that were not typed as they are."""
    known = person_texts(person)
    typed = {field.value for field, text in changes.items() if text != known[field]}
    line = _one_line({**known, **changes})
    reading = Reading(line, expected=Expected(today, demo, {"": ""}), confirmed=frozenset(ASK_CODES))
    record = next(iter(list(reading.records())), None)
    problems = tuple(p for p in reading.examination().problems if p.code not in _OF_A_LIST)
    refusing = tuple(p for p in problems if p.code in _REFUSALS or (p.code in _LOSSES and p.column in typed))
    if refusing or record is None:
        return Correction(None, refusing or problems)
    # No form shows these; they stay as they are.
    corrected = replace(record.person, told_on=person.told_on, told_how=person.told_how, told_by=person.told_by)
    return Correction(replace(record, person=corrected), problems)


def corrected_columns(before: Person, after: Person) -> list[str]:
    """The names of what differs, in the order of the form."""
    return [field.value for field in CORRECTABLE if getattr(before, field.value) != getattr(after, field.value)]


def _one_line(texts: Mapping[Field, str]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(field.value.replace("_", " ") for field in CORRECTABLE)
    writer.writerow(texts[field] for field in CORRECTABLE)
    return text.getvalue().encode()
