"""The contract says what Article 28(3) asks for, in both languages, and its versions stay what they were."""

from datetime import date

import pytest

from notifier.accounts.rules.agreements import VERSIONS, AgreementText, agreement_on

# A version that was offered must never change: whoever accepted it accepted these bytes.
FROZEN = {1: "5174fade0b5500db11d4d8b8f791c87adf670a2dcb0d04fcf177010861685f6f"}


def test_a_version_once_offered_is_never_changed() -> None:
    assert {text.version: text.sha256 for text in VERSIONS} == FROZEN


@pytest.mark.parametrize("text", VERSIONS, ids=lambda text: f"version {text.version}")
def test_both_languages_have_the_same_clauses(text: AgreementText) -> None:
    french, english = (text.clauses(language) for language in ("fr", "en"))
    assert len(french) == len(english)


@pytest.mark.parametrize(
    "words",
    ["instructions", "secret", "article 32", "Autres sous-traitants", "articles 12 à 23", "32 à 36", "effacées",
     "audits", "Vos patients", "jusqu’à l’effacement"],
)  # fmt: skip
def test_the_contract_says_what_article_28_asks_for(words: str) -> None:
    assert words in " ".join(text for clause in VERSIONS[-1].french for text in clause)


def test_the_version_on_offer_is_the_latest_of_the_day() -> None:
    assert agreement_on(date(2026, 3, 4)) == VERSIONS[-1]
    with pytest.raises(LookupError):
        agreement_on(date(2020, 1, 1))
