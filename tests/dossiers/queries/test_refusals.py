"""Refusals in sentences."""

import pytest
from django.utils import translation

from notifier.dossiers.queries.refusals import SENTENCES, explain_refusal


@pytest.mark.parametrize("code", SENTENCES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sentence_ends_plainly(code: str, language: str) -> None:
    with translation.override(language):
        assert explain_refusal(code).endswith(".")


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_differ(code: str) -> None:
    spoken = set()
    for language in ("fr", "en"):
        with translation.override(language):
            spoken.add(explain_refusal(code))
    assert len(spoken) == 2


def test_an_unknown_code_is_never_swallowed() -> None:
    with pytest.raises(KeyError):
        explain_refusal("nouveau")
