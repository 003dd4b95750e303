from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.severity.circumstances import WEIGHTS, Circumstance, Dimension, aggravation, counted

C = Circumstance


@pytest.mark.parametrize(
    ("circumstances", "sum_"),
    [
        (set(), "0"),
        ({C.LOST_OR_DISCARDED}, "0"),
        ({C.KNOWN_RECIPIENTS}, "0.25"),
        ({C.WEBSITE_PUBLIC}, "0.5"),
        ({C.UNKNOWN_RECIPIENTS, C.MALICIOUS}, "1"),
        ({C.RECONSTRUCTIBLE, C.MALICIOUS}, "0.75"),
        ({C.RESTORED_BEFORE_USE, C.COPIES_EXIST}, "0"),
        ({C.ALTERED_RECOVERABLE}, "0.25"),
        ({C.UNKNOWN_RECIPIENTS, C.ALTERED_FOR_GOOD, C.LOST_FOR_GOOD, C.MALICIOUS}, "2"),
    ],
)
def test_circumstances_add_up(circumstances: set[Circumstance], sum_: str) -> None:
    assert aggravation(circumstances) == Decimal(sum_)


def test_of_one_dimension_the_gravest_counts_once() -> None:
    both = {C.KNOWN_RECIPIENTS, C.WEBSITE_PUBLIC, C.UNKNOWN_RECIPIENTS}
    assert len(counted(both)) == 1
    assert aggravation(both) == Decimal("0.5")


def test_every_circumstance_has_its_weight_in_quarters() -> None:
    assert set(WEIGHTS) == set(Circumstance)
    assert {weight.dimension for weight in WEIGHTS.values()} == set(Dimension)
    assert {weight.value for weight in WEIGHTS.values()} == {Decimal("0"), Decimal("0.25"), Decimal("0.5")}


@given(st.frozensets(st.sampled_from(Circumstance)), st.sampled_from(Circumstance))
def test_a_circumstance_more_never_lightens(circumstances: frozenset[Circumstance], more: Circumstance) -> None:
    heavier = aggravation(circumstances | {more})
    assert aggravation(circumstances) <= heavier <= 2
    assert heavier % Decimal("0.25") == 0
