"""Every reason, choice and outcome has its words in both languages, and they are calm."""

import pytest
from django.utils import translation

from notifier.notices.actions.caring import Outcome
from notifier.notices.choices import CareChoice, HoldReason
from notifier.notices.queries.care.words import (
    CHOICES,
    HOW,
    LEFT,
    MEANINGS,
    REASONS,
    RULES,
    SURE,
    left_words,
    not_open_words,
)
from notifier.notices.rules.caring import PERMITTED
from notifier.rosters.choices import ToldHow


def test_the_words_are_total() -> None:
    assert set(REASONS) == set(RULES) == set(HoldReason)
    assert set(CHOICES) == set(MEANINGS) == set(CareChoice)
    assert set(HOW) == set(ToldHow) - {ToldHow.UNKNOWN}
    # Whatever is open one by one asks for the controller's word.
    assert {choice for row in PERMITTED.values() for choice in row.one_by_one} == set(SURE)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nobody_is_blamed_and_nothing_is_shouted(language: str) -> None:
    with translation.override(language):
        texts = [str(text) for table in (REASONS, RULES, CHOICES, MEANINGS, SURE) for text in table.values()]
        texts += [left_words(code, n) for code in LEFT for n in (1, 2)]
        texts += [not_open_words(code) for code in ("case_closed", "case_erased")]
    assert all("!" not in text for text in texts)
    assert all(texts)


@pytest.mark.parametrize("table", [RULES, MEANINGS, SURE])
def test_both_languages_say_it(table: dict[str, object]) -> None:
    said = []
    for language in ("fr", "en"):
        with translation.override(language):
            said.append([str(text) for text in table.values()])
    assert all(french != english for french, english in zip(*said, strict=True))
    assert Outcome(0).left == {}
