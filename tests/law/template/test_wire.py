from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from notifier.law.template.document import Document
from notifier.law.template.table import CURRENT
from notifier.law.template.wire import json_schema, to_json
from tests.law.template.samples import COMPLETE, changed, documents

SCHEMA = json_schema(CURRENT)
CHECK = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_one() -> None:
    validator_for(SCHEMA).check_schema(SCHEMA)
    assert len(SCHEMA["required"]) == 42
    assert {"date", "date-time"} <= set(Draft202012Validator.FORMAT_CHECKER.checkers)


def test_a_complete_notification_is_valid() -> None:
    assert list(CHECK.iter_errors(to_json(COMPLETE))) == []


@pytest.mark.parametrize("row", [1, 118, 127])
def test_a_row_that_is_not_one_makes_a_file_invalid(row: int) -> None:
    assert not CHECK.is_valid({**to_json(COMPLETE), f"field_{row}": "texte"})


def test_rows_keep_their_numbers_and_their_order() -> None:
    found = to_json(COMPLETE)
    rows = [int(key.removeprefix("field_")) for key in found]
    assert rows == sorted(rows)
    assert (found["field_48"], found["field_52"], found["field_68"]) == (
        "2026-07-07T10:00:00+02:00",
        "2026-07-07",
        4000,
    )


def test_of_several_choices_the_first_is_written_and_the_rest_told() -> None:
    found = to_json(COMPLETE)
    assert (found["field_60"], found["field_65"]) == ("g", "e")
    assert found["field_62"] == "base copiée\nÉvénement : extraction de données, faille exploitée"
    assert found["field_66"] == (
        "patients suivis depuis 2011\nCatégories de personnes : patients, mineurs, personnes vulnérables"
    )


def test_the_other_language_is_told_too() -> None:
    found = to_json(COMPLETE, language="en")
    assert found["field_29"] == "yes"
    assert "Categories of people: patients, minors" in str(found["field_66"])


def test_what_is_not_known_is_written_last() -> None:
    found = to_json(changed(COMPLETE, {4: "b", 70: ("t", "k")}))
    assert found["field_70"] == "k"


def test_a_description_typed_as_a_date_gives_the_day_and_joins_the_measures() -> None:
    found = to_json(COMPLETE)
    assert found["field_95"] == "2026-07-08"
    assert "double authentification" in str(found["field_92"])


def test_what_the_file_requires_without_the_template_asking_is_not_applicable() -> None:
    found = to_json(changed(COMPLETE, {38: "b", 39: None, 40: None, 41: None, 72: "c", 73: None}))
    assert [found[f"field_{row}"] for row in (39, 40, 41, 73)] == ["Sans objet"] * 3 + [0]


def test_an_officer_who_notifies_is_named_as_the_officer() -> None:
    found = to_json(changed(COMPLETE, {23: "a", 29: None, 30: None, 31: None}))
    assert [found[f"field_{row}"] for row in (29, 30, 31)] == ["oui", "Claire Morel", "claire.morel@example.org"]


@pytest.mark.parametrize(
    ("changes", "row", "letter", "told_in", "words"),
    [
        ({4: "b", 89: "d"}, 89, "c", 90, "informations manquantes pour conclure"),
        ({97: "b1", 98: None, 102: None, 103: None, 104: None, 106: None}, 97, "b", 103, "à une date à déterminer"),
    ],
)
def test_two_answers_with_one_letter_are_told_apart_in_words(
    changes: dict[int, Any], row: int, letter: str, told_in: int, words: str
) -> None:
    found = to_json(changed(COMPLETE, changes))
    assert found[f"field_{row}"] == letter
    assert words in str(found[f"field_{told_in}"])


def test_authorities_of_other_countries_are_told_in_words() -> None:
    abroad = {113: "a", 114: "CNIL", 115: "France", 116: "Belgique", 117: 12, 118: "APD, Bruxelles"}
    found = to_json(changed(COMPLETE, abroad))
    assert "field_118" not in found
    assert str(found["field_111"]).endswith("APD, Bruxelles")


def test_what_is_not_asked_is_not_written() -> None:
    assert "field_99" not in to_json(changed(COMPLETE, {99: date(2026, 8, 1)}))


@settings(max_examples=80, deadline=None)
@given(documents())
def test_every_document_without_problems_makes_a_valid_file(document: Document) -> None:
    assert [error.message for error in CHECK.iter_errors(to_json(document))] == []


@settings(max_examples=30, deadline=None)
@given(documents())
def test_a_file_without_a_required_row_is_not_valid(document: Document) -> None:
    whole = to_json(document)
    for key in SCHEMA["required"]:
        assert not CHECK.is_valid({name: value for name, value in whole.items() if name != key})
