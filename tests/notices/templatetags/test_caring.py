"""Reasons and choices on a page."""

import pytest
from django.utils import translation

from notifier.notices.choices import CareChoice, HoldReason
from notifier.notices.templatetags.caring import (
    choice_meaning,
    choice_words,
    how_words,
    reason_rule,
    reason_slug,
    reason_source,
    reason_words,
)
from notifier.rosters.choices import ToldHow


@pytest.mark.parametrize("reason", HoldReason)
def test_a_reason_has_words_a_rule_a_source_and_an_address(reason: HoldReason) -> None:
    assert all((reason_words(reason), reason_rule(reason), reason_source(reason), reason_slug(reason)))


@pytest.mark.parametrize("choice", CareChoice)
def test_a_choice_has_words_and_a_meaning(choice: CareChoice) -> None:
    assert choice_words(choice) != choice_meaning(choice)


def test_a_source_is_cited_in_the_language_of_the_page() -> None:
    with translation.override("fr"):
        assert reason_source(HoldReason.DECEASED).startswith("RGPD")
    with translation.override("en"):
        assert reason_source(HoldReason.DECEASED).startswith("GDPR")
        assert how_words(ToldHow.TELEPHONE) == "by telephone"
