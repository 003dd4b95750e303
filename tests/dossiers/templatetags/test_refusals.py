"""States in words."""

import pytest
from django.utils import translation

from notifier.dossiers.templatetags.refusals import STANDINGS, refusal_words, standing_words
from notifier.notices.choices import State


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_state_can_be_said_of_a_patient(language: str) -> None:
    assert set(STANDINGS) == set(State)
    with translation.override(language):
        assert all(standing_words(state).endswith(".") for state in State)


def test_a_refusal_is_its_sentence() -> None:
    with translation.override("en"):
        assert refusal_words("already_closed") == "This case is closed already."
