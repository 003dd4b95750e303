from datetime import date

import pytest

from notifier.law.template.shapes import Both, Condition, Either, Given, Kind, Late, Marked, When
from notifier.law.template.table import CURRENT, TEMPLATES, template_named, template_on

FIELDS = CURRENT.fields


def test_the_template_has_a_hundred_rows_of_which_forty_two_are_mandatory() -> None:
    rows = [field.row for section in CURRENT.sections for field in section.fields]
    assert len(rows) == len(set(rows)) == 100
    assert rows == sorted(rows)
    assert sum(field.is_mandatory for field in FIELDS.values()) == 42


@pytest.mark.parametrize(
    ("row", "kind", "options"),
    [
        (3, Kind.CHOICE, 2), (4, Kind.CHOICE, 3), (15, Kind.CHOICE, 4), (44, Kind.CHOICE, 5), (48, Kind.MOMENT, 0),
        (49, Kind.TEXT, 0), (50, Kind.CHOICE, 6), (60, Kind.CHOICES, 25), (65, Kind.CHOICES, 11),
        (68, Kind.NUMBER, 0), (70, Kind.CHOICES, 21), (75, Kind.CHOICES, 12), (85, Kind.CHOICES, 15),
        (87, Kind.CHOICE, 4), (89, Kind.CHOICE, 4), (94, Kind.CHOICES, 15), (97, Kind.CHOICE, 6),
        (98, Kind.DAY, 0), (102, Kind.CHOICE, 2), (125, Kind.CHOICES, 10),
    ],
)  # fmt: skip
def test_the_rows_we_rely_on_are_there(row: int, kind: Kind, options: int) -> None:
    assert (FIELDS[row].kind, len(FIELDS[row].options)) == (kind, options)


def test_every_row_and_option_has_its_words() -> None:
    assert all(field.label.fr and field.label.en for field in FIELDS.values())
    words = [option.label for field in FIELDS.values() for option in field.options]
    assert all(label.fr and label.en for label in words)
    assert all(section.title.fr and section.title.en for section in CURRENT.sections)


def test_choices_have_options_and_no_letter_twice() -> None:
    for field in FIELDS.values():
        codes = [option.code for option in field.options]
        assert bool(codes) is (field.kind in {Kind.CHOICE, Kind.CHOICES})
        assert len(set(codes)) == len(codes)


def rows_of(condition: Condition) -> set[int]:
    match condition:
        case When(row, codes):
            assert codes <= {option.code for option in FIELDS[row].options}
            return {row}
        case Given(row) | Marked(row):
            return {row}
        case Either(conditions) | Both(conditions):
            return set().union(*(rows_of(one) for one in conditions))
        case Late():
            return {48}


def test_conditions_speak_of_rows_and_options_that_exist() -> None:
    for field in FIELDS.values():
        if field.shown is not None:
            assert rows_of(field.shown) <= set(FIELDS) - {field.row}


def test_what_spills_lands_in_a_row_of_text() -> None:
    targets = [field.spills_into for field in FIELDS.values() if field.spills_into is not None]
    assert {FIELDS[row].kind for row in targets} == {Kind.TEXT}
    assert all(field.spills_into for field in FIELDS.values() if field.kind is Kind.CHOICES)
    assert all(field.spills_into for field in FIELDS.values() if any(option.wire for option in field.options))


def test_a_version_is_found_by_name_and_by_day() -> None:
    assert template_named("1.0") is CURRENT
    assert template_on(date(2026, 6, 8)) is template_on(date(2020, 1, 1)) is TEMPLATES[0]
    with pytest.raises(KeyError):
        template_named("0.9")
