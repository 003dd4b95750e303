from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings

from notifier.law.template.document import Document, is_wanted
from notifier.law.template.shapes import Value
from notifier.law.template.validation import RULES, debts, validate
from tests.law.template.samples import AWARE, COMPLETE, MADE, changed, documents

BARE = datetime(2026, 7, 7, 9, 0)  # noqa: DTZ001 - that is a case tested


def found(document: Document) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in validate(document)]


def test_a_complete_notification_has_no_problem() -> None:
    assert found(COMPLETE) == []


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({12: None}, [(12, "missing")]),
        ({12: "  "}, [(12, "wrong_kind")]),
        ({127: "?"}, [(127, "unknown_row")]),
        ({3: "z"}, [(3, "not_an_option")]),
        ({55: "a"}, [(55, "wrong_kind")]),
        ({60: ("g", "g")}, [(60, "wrong_kind")]),
        ({60: ("g", "zz")}, [(60, "not_an_option")]),
        ({68: -1}, [(68, "wrong_kind")]),
        ({68: True}, [(68, "wrong_kind")]),
        ({98: MADE}, [(98, "wrong_kind")]),
        ({48: BARE}, [(48, "without_zone")]),
        ({48: MADE + timedelta(hours=1)}, [(48, "in_future")]),
        ({46: AWARE - timedelta(days=70)}, [(47, "ends_before_it_begins")]),
        ({46: AWARE + timedelta(hours=1), 47: AWARE + timedelta(hours=2)}, [(48, "aware_before_it_began")]),
        ({48: MADE, 46: MADE, 47: MADE}, []),
        ({98: date(2026, 7, 9)}, [(98, "in_future")]),
        ({97: "b", 98: None, 99: date(2026, 7, 7), 102: None, 103: None, 104: None, 106: None},
         [(99, "not_in_future")]),
        ({102: "a"}, [(103, "out_of_place")]),
        ({102: "b", 103: None}, [(103, "missing")]),
        ({49: "éditeur injoignable"}, [(49, "out_of_place")]),
        ({4: "c"}, [(4, "withdrawal_of_new")]),
        ({97: "d", 98: None, 102: None, 103: None, 104: None, 106: None}, [(97, "untold_though_high")]),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told(changes: dict[int, Value | None], problems: list[tuple[int, str]]) -> None:
    assert found(changed(COMPLETE, changes)) == problems


PROVISIONAL: list[tuple[int, dict[int, Value | None]]] = [
    (44, {44: "e", 46: None, 47: None}),
    (56, {56: "e"}),
    (57, {57: "e"}),
    (60, {60: ("x",)}),
    (61, {61: "e"}),
    (65, {65: ("e", "k")}),
    (67, {67: "d", 68: None}),
    (70, {70: ("t",)}),
    (72, {72: "d", 73: None}),
    (79, {79: ("e",)}),
    (85, {85: ("o",)}),
    (87, {87: "d"}),
    (89, {89: "d"}),
    (97, {97: "c", 98: None, 102: None, 103: None, 104: None, 106: None}),
]


@pytest.mark.parametrize(("row", "changes"), PROVISIONAL)
def test_to_be_determined_stands_only_in_an_incomplete_notification(row: int, changes: dict[int, Value | None]) -> None:
    complete = changed(COMPLETE, changes)
    incomplete = changed(complete, {4: "b"})
    assert found(complete) == [(row, "provisional")]
    assert found(incomplete) == []
    assert debts(incomplete) == (row,)


def test_people_to_be_told_on_a_day_not_set_are_a_debt() -> None:
    later = changed(COMPLETE, {97: "b1", 98: None, 102: None, 103: None, 104: None, 106: None})
    assert (found(later), debts(later)) == ([], (97,))
    assert debts(COMPLETE) == ()


def test_a_late_new_notification_gives_its_reasons_and_a_follow_up_need_not() -> None:
    late = replace(COMPLETE, made_at=AWARE + timedelta(hours=80))
    assert found(late) == [(49, "missing")]
    assert found(changed(late, {49: "éditeur injoignable"})) == []
    assert found(changed(late, {3: "b", 6: "FR-1"})) == []


def test_a_withdrawal_names_what_it_withdraws_and_why() -> None:
    bare = changed(COMPLETE, {3: "b", 4: "c"})
    assert found(bare) == [(5, "missing"), (6, "missing")]
    assert found(changed(bare, {5: "il n’y avait pas de violation", 6: "FR-1"})) == []


def test_an_exception_needs_its_ground_and_a_high_risk() -> None:
    excepted = changed(
        COMPLETE, {97: "e", 98: None, 100: "a", 101: "chiffrées", 102: None, 103: None, 104: None, 106: None}
    )
    assert found(excepted) == []
    assert found(changed(excepted, {101: None})) == [(101, "missing")]
    assert found(changed(excepted, {89: "b"})) == [(97, "excepted_without_high")]


def test_every_code_has_its_words() -> None:
    assert all(words.fr and words.en for words in RULES.values())


@settings(max_examples=60, deadline=None)
@given(documents())
def test_what_follows_the_table_has_no_problem(document: Document) -> None:
    assert found(document) == []


@settings(max_examples=60, deadline=None)
@given(documents())
def test_a_wanted_row_left_out_is_always_told(document: Document) -> None:
    wanted = [row for row, field in document.template.fields.items() if is_wanted(field, document)]
    for row in wanted:
        assert (row, "missing") in found(changed(document, {row: None}))


@settings(max_examples=60, deadline=None)
@given(documents())
def test_completing_forbids_every_debt_that_is_left_undetermined(document: Document) -> None:
    complete = changed(document, {3: "b", 4: "a", 5: None, 6: "FR-1", 49: None})
    provisional = {row for row, code in found(complete) if code == "provisional"}
    assert provisional == set(debts(document)) - ({97} if document.values[97] == "b1" else set())
