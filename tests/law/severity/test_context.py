import pytest

from notifier.law.severity.context import (
    ADJUSTMENTS,
    BASES,
    Adjustment,
    Category,
    DataItem,
    adjustments_of,
    credentials,
    fits,
    is_explained,
)
from notifier.law.words import Words


@pytest.mark.parametrize(
    ("category", "scores"),
    [
        (Category.SIMPLE, [2, 3, 4]),
        (Category.BEHAVIOURAL, [1, 3, 4]),
        (Category.FINANCIAL, [1, 2, 4]),
        (Category.SENSITIVE, [1, 2, 3]),
    ],
)
def test_every_category_reaches_one_to_four(category: Category, scores: list[int]) -> None:
    assert [ADJUSTMENTS[one].score for one in adjustments_of(category)] == scores
    assert {*scores, BASES[category]} == {1, 2, 3, 4}


def test_every_row_adds_up_to_its_score() -> None:
    """The score column of the document governs: its sensitive row of 1 is three below the base, not one."""
    assert set(ADJUSTMENTS) == set(Adjustment)
    assert all(BASES[row.category] + row.delta == row.score for row in ADJUSTMENTS.values())
    assert ADJUSTMENTS[Adjustment.SENSITIVE_NO_INSIGHT].delta == -3


def test_an_adjustment_is_explained_and_a_base_need_not_be() -> None:
    adjusted = DataItem("list", Category.SIMPLE, Adjustment.SIMPLE_PROFILING)
    assert is_explained(DataItem("list", Category.SIMPLE))
    assert not is_explained(adjusted)
    assert not is_explained(DataItem("list", Category.SIMPLE, Adjustment.SIMPLE_PROFILING, Words.written("  ")))
    assert is_explained(DataItem("list", Category.SIMPLE, Adjustment.SIMPLE_PROFILING, Words.written("caisse")))


def test_an_adjustment_of_another_category_does_not_fit() -> None:
    assert fits(DataItem("list", Category.SIMPLE, Adjustment.SIMPLE_PROFILING))
    assert not fits(DataItem("list", Category.SIMPLE, Adjustment.FINANCIAL_FULL))


def test_credentials_count_as_what_they_open() -> None:
    bank = DataItem("bank", Category.FINANCIAL, Adjustment.FINANCIAL_FULL, Words.written("comptes"))
    assert credentials(bank).score == 4
    assert credentials(DataItem("shop", Category.SIMPLE)).score == 1
