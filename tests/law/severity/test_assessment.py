from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.refusals import codes
from notifier.law.severity.assessment import Band, Breach, Flag, assess, band, problems
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.context import ADJUSTMENTS, Adjustment, Category, DataItem
from notifier.law.severity.ease import LEVELS, LIMITED, MAXIMUM, NEGLIGIBLE, SIGNIFICANT, Identification, Identifier
from notifier.law.words import Words

C = Circumstance
NAME = Identifier.NAME


def breach(category: Category, level: Decimal, *circumstances: Circumstance) -> Breach:
    return Breach((DataItem("data", category),), (Identification(NAME, level),), frozenset(circumstances))


# The worked scenarios. A salary file weighs 0.25 with known recipients and 0.5 on the open web, seen or not.
SCENARIOS = {
    "a lost laptop, encrypted, contact data": (
        breach(Category.SIMPLE, NEGLIGIBLE, C.LOST_OR_DISCARDED), "0.25", Band.LOW),
    "a newsletter with all addresses visible": (
        breach(Category.SIMPLE, MAXIMUM, C.KNOWN_RECIPIENTS), "1.25", Band.LOW),
    "a salary file sent to known recipients": (
        breach(Category.FINANCIAL, MAXIMUM, C.KNOWN_RECIPIENTS), "3.25", Band.HIGH),
    "a salary file on the open web": (
        breach(Category.FINANCIAL, MAXIMUM, C.WEBSITE_PUBLIC), "3.50", Band.HIGH),
    "a hospital's data encrypted for a day, none taken": (
        breach(Category.SENSITIVE, SIGNIFICANT, C.RECONSTRUCTIBLE, C.MALICIOUS), "3.75", Band.HIGH),
    "an insurer's health data stolen": (
        breach(Category.SENSITIVE, MAXIMUM, C.UNKNOWN_RECIPIENTS, C.MALICIOUS), "5.00", Band.VERY_HIGH),
}  # fmt: skip


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_worked_scenarios(name: str) -> None:
    given_, score, expected = SCENARIOS[name]
    found = assess(given_)
    assert (found.score, found.band) == (Decimal(score), expected)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("0.25", Band.LOW), ("1.99", Band.LOW), ("2", Band.MEDIUM), ("2.99", Band.MEDIUM), ("3", Band.HIGH),
        ("3.99", Band.HIGH), ("4", Band.VERY_HIGH), ("6", Band.VERY_HIGH),
    ],
)  # fmt: skip
def test_bands_begin_at_whole_numbers(score: str, expected: Band) -> None:
    assert band(Decimal(score)) is expected


@pytest.mark.parametrize(("people", "is_many"), [(None, False), (0, False), (100, False), (101, True)])
def test_more_than_a_hundred_people_is_a_flag_and_no_number(people: int | None, is_many: bool) -> None:
    found = assess(replace(breach(Category.SIMPLE, MAXIMUM), people=people))
    assert found.flags == ((Flag.MORE_THAN_100,) if is_many else ())
    assert found.score == 1


def test_unintelligible_data_is_a_flag_and_no_number() -> None:
    found = assess(replace(breach(Category.SENSITIVE, MAXIMUM), is_unintelligible=True))
    assert (found.flags, found.score) == ((Flag.UNINTELLIGIBLE,), Decimal(4))


def test_of_several_the_highest_category_and_identifier_count() -> None:
    found = assess(
        Breach(
            (DataItem("names", Category.SIMPLE), DataItem("notes", Category.SENSITIVE)),
            (Identification(NAME, LIMITED), Identification(Identifier.CONTACT, MAXIMUM)),
            frozenset(),
        )
    )
    assert (found.context, found.ease, found.score) == (4, MAXIMUM, Decimal(4))


def test_the_trace_tells_every_step_with_its_value_and_reason() -> None:
    item = DataItem("list", Category.SIMPLE, Adjustment.SIMPLE_ASSUMPTIONS, Words.written("psychiatrie"))
    found = assess(
        Breach((item,), (Identification(NAME, MAXIMUM),), frozenset({C.UNKNOWN_RECIPIENTS, C.MALICIOUS}), 4000)
    )
    assert [(step.code, step.value) for step in found.trace] == [
        ("context.list.simple", 1),
        ("context.list.simple_assumptions", 2),
        ("context", 3),
        ("ease.name", MAXIMUM),
        ("ease", MAXIMUM),
        ("breach.unknown_recipients", Decimal("0.5")),
        ("breach.malicious", Decimal("0.5")),
    ]
    assert found.trace[1].explanation == Words.written("psychiatrie")
    assert all(step.reason.fr and step.reason.en for step in found.trace)


def test_all_that_is_missing_is_told_at_once() -> None:
    wrong = Breach(
        (DataItem("list", Category.SIMPLE, Adjustment.FINANCIAL_FULL),),
        (Identification(Identifier.EMAIL, LIMITED),),
        frozenset(),
    )
    assert codes(problems(Breach((), (), frozenset()))) == ("severity_no_data", "severity_no_identifier")
    assert codes(problems(wrong)) == ("severity_level_absent", "severity_adjustment_foreign", "severity_unexplained")
    with pytest.raises(ValueError, match="severity_unexplained"):
        assess(wrong)


ITEMS = st.sampled_from([
    *(DataItem(category, category) for category in Category),
    *(DataItem(one, row.category, one, row.words) for one, row in ADJUSTMENTS.items()),
])  # fmt: skip
IDENTIFICATIONS = st.sampled_from([Identification(one, level) for one, levels in LEVELS.items() for level in levels])
BREACHES = st.builds(
    Breach,
    st.lists(ITEMS, min_size=1, max_size=4).map(tuple),
    st.lists(IDENTIFICATIONS, min_size=1, max_size=4).map(tuple),
    st.frozensets(st.sampled_from(Circumstance)),
)


@given(BREACHES)
def test_a_score_is_a_number_of_quarters_between_a_quarter_and_six(given_: Breach) -> None:
    found = assess(given_)
    assert Decimal("0.25") <= found.score <= 6
    assert found.score % Decimal("0.25") == 0


@given(BREACHES)
def test_the_score_can_be_reckoned_again_from_its_trace(given_: Breach) -> None:
    found = assess(given_)
    values = {step.code: step.value for step in found.trace}
    circumstances = [value for code, value in values.items() if code.startswith("breach.")]
    assert values["context"] * values["ease"] + sum(circumstances) == found.score


@given(BREACHES, ITEMS, IDENTIFICATIONS)
def test_more_data_never_lowers_the_score(given_: Breach, item: DataItem, one: Identification) -> None:
    more = replace(given_, items=(*given_.items, item), identifications=(*given_.identifications, one))
    assert assess(more).score >= assess(given_).score
