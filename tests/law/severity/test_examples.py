import pytest

from notifier.law.severity.assessment import Breach, assess
from notifier.law.severity.context import Category, DataItem, credentials
from notifier.law.severity.examples import CREDENTIALS, EXAMPLES, Example, adjustment_for, item_of
from notifier.law.severity.patients import FULL_IDENTITY
from notifier.law.words import Words


@pytest.mark.parametrize("score", [1, 2, 3, 4])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_example_scores_what_the_document_says(example: Example, score: int) -> None:
    assert assess(Breach((item_of(example, score),), FULL_IDENTITY, frozenset())).context == score


@pytest.mark.parametrize(("score", "category", "words"), CREDENTIALS)
def test_credentials_score_what_they_open(score: int, category: Category, words: Words) -> None:
    opened = DataItem("opened", category, adjustment_for(category, score), words)
    assert assess(Breach((credentials(opened),), FULL_IDENTITY, frozenset())).context == score


def test_examples_cover_all_four_categories() -> None:
    assert {example.category for example in EXAMPLES} == set(Category)


def test_a_score_no_row_gives_is_refused() -> None:
    with pytest.raises(LookupError):
        adjustment_for(Category.SIMPLE, 5)
