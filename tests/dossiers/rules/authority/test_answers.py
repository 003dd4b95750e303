import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from notifier.dossiers.rules.authority.answers import merged, read_answers, write_answers
from notifier.dossiers.rules.authority.known import known
from notifier.law.template.document import Document
from notifier.law.template.shapes import Kind, Value
from notifier.law.template.table import CURRENT
from notifier.law.template.validation import validate
from notifier.law.template.wire import json_schema, to_json
from tests.dossiers.rules.authority.samples import ANSWERS, FACTS, MADE

CHECK = Draft202012Validator(json_schema(CURRENT), format_checker=Draft202012Validator.FORMAT_CHECKER)
_VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: st.text(min_size=1),
    Kind.CHOICE: st.sampled_from("abc"),
    Kind.CHOICES: st.lists(st.sampled_from("abc"), min_size=1, unique=True).map(tuple),
    Kind.NUMBER: st.integers(0, 10**6),
    Kind.DAY: st.dates(),
    Kind.MOMENT: st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - given a zone
    Kind.MARK: st.booleans(),
}


def document(answers: dict[int, Value], **changes: Any) -> Document:
    facts = known(replace(FACTS, **changes), "fr")
    return merged(facts, answers, made_at=MADE, template=CURRENT)


@given(st.fixed_dictionaries({}, optional={row: _VALUES[field.kind] for row, field in CURRENT.fields.items()}))
def test_answers_are_read_as_they_were_written(answers: dict[int, Value]) -> None:
    assert read_answers(write_answers(answers), CURRENT) == answers


def test_a_row_the_template_no_longer_has_is_left_out() -> None:
    assert read_answers(json.dumps({"7": "D-1", "900": "x"}).encode(), CURRENT) == {7: "D-1"}


def test_what_is_known_and_answered_makes_a_file_without_problems() -> None:
    for state in ("a", "b"):
        found = document({**ANSWERS, 4: state})
        assert validate(found) == []
        assert list(CHECK.iter_errors(to_json(found))) == []


def test_a_follow_up_and_a_withdrawal_are_valid_too() -> None:
    more = {"is_filed": True, "earlier_number": "N-7"}
    for answers in ({4: "a"}, {4: "c", 5: "Aucune donnée n’a fui."}):
        found = document({**ANSWERS, **answers}, **more)
        assert validate(found) == []
        written = to_json(found)
        assert (written["field_3"], written["field_6"]) == ("b", "N-7")
        assert list(CHECK.iter_errors(written)) == []


def test_what_is_to_be_determined_stands_only_in_an_incomplete_file() -> None:
    without = {row: value for row, value in ANSWERS.items() if row != 89}
    assert validate(document(without)) == []
    assert [(p.row, p.code) for p in validate(document({**without, 4: "a"}))] == [(89, "provisional")]


def test_a_live_value_is_not_answered_away_and_an_offer_is() -> None:
    found = document({**ANSWERS, 48: date(2026, 1, 1), 68: 2, 12: "Autre nom"})
    assert (found.values[48], found.values[68], found.values[12]) == (FACTS.aware_at, 40, "Autre nom")


def test_why_not_all_is_said_by_delivery_and_may_be_added_to() -> None:
    found = str(document({**ANSWERS, 103: "Trois adresses sont cherchées."}).values[103])
    assert found.startswith("Informés")
    assert found.endswith("\nTrois adresses sont cherchées.")


def test_a_row_that_is_not_asked_takes_with_it_what_hangs_on_it() -> None:
    found = document({**ANSWERS, 55: ("c",), 59: "a", 83: ("c",), 84: "attente"})
    assert not {56, 57, 79} & set(found.values)
    assert {59, 83, 84} <= set(found.values)
    assert document(dict(ANSWERS)).values.keys().isdisjoint({59, 83, 84})
