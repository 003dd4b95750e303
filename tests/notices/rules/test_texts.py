"""The ready-made texts against the rules every wording is held to."""

import re

import pytest

from notifier.law.content import missing, unknown_placeholders
from notifier.law.secrecy import link_problems, subject_problems
from notifier.notices.choices import Audience
from notifier.notices.rules.texts import ALL, Text, TextKey
from notifier.rosters.choices import Language, Tier

EVERY = pytest.mark.parametrize(("key", "text"), ALL.items(), ids=lambda value: str(value)[:60])
HEDGES = ("pourrait", "potentiellement", "éventuellement", "aucune preuve", "might", "potentially", "no evidence")
JARGON = ("exfiltration", "RGPD", "GDPR", "sous-traitant", "responsable de traitement", "incident")


def test_there_is_a_text_for_each_language_tier_and_audience() -> None:
    expected = {
        TextKey(language, tier, audience)
        for language in Language
        for tier, audience in (
            (Tier.ADMINISTRATIVE, Audience.ADULT),
            (Tier.ANNOTATED, Audience.ADULT),
            (Tier.ADMINISTRATIVE, Audience.GUARDIAN),
        )
    }
    assert set(ALL) == expected


@EVERY
def test_a_text_holds_all_that_the_law_asks_for(key: TextKey, text: Text) -> None:
    assert missing(text.parts) == ()


@EVERY
def test_a_text_uses_known_placeholders_only(key: TextKey, text: Text) -> None:
    assert [unknown_placeholders(part) for part in text.parts.values() if unknown_placeholders(part)] == []


@EVERY
def test_a_text_keeps_medical_secrecy_outside_and_holds_no_link(key: TextKey, text: Text) -> None:
    assert subject_problems(text.subject) == ()
    assert link_problems("\n".join(text.parts.values())) == ()


@EVERY
def test_a_text_neither_hedges_nor_speaks_jargon(key: TextKey, text: Text) -> None:
    whole = " ".join(text.parts.values())
    assert [word for word in (*HEDGES, *JARGON) if re.search(rf"\b{word}\b", whole, re.IGNORECASE)] == []


@EVERY
def test_no_sentence_is_longer_than_25_words(key: TextKey, text: Text) -> None:
    sentences = re.split(r"(?<=[.:])\s|\n", " ".join(text.parts.values()))
    assert [s for s in sentences if len(s.split()) > 25] == []


@EVERY
def test_at_most_three_actions_are_asked_for(key: TextKey, text: Text) -> None:
    assert len(re.findall(r"^\d\. ", text.parts["what_to_do"], re.MULTILINE)) == 3


def test_a_guardian_learns_nothing_of_the_childs_categories() -> None:
    text = ALL[TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.GUARDIAN)]
    assert "notes" not in " ".join(text.parts.values())
