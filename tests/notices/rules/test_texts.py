"""The ready-made texts: what the checks cannot see. The checks themselves are run on them in test_checks.py."""

import pytest

from notifier.law.content import Part
from notifier.law.plain.figures import sentences
from notifier.law.plain.words import faults
from notifier.law.traps import link_problems
from notifier.lib.document import Answers, Bullets, Document, Heading, Lines, Paragraph, Steps
from notifier.notices.choices import Audience
from notifier.notices.rules.documents import VariantText, document
from notifier.notices.rules.samples import FACTS
from notifier.notices.rules.texts import ALL, TextKey
from notifier.notices.rules.texts.telephone import SCRIPTS, Kind
from notifier.notices.rules.variants import variant
from notifier.rosters.choices import Category, Language, Salutation, Tier

EVERY = pytest.mark.parametrize("key", ALL, ids=str)


def made(key: TextKey, exposure: int) -> Document:
    chosen = variant(
        language=key.language, tier=key.tier, salutation=Salutation.NONE, exposure=exposure, audience=key.audience
    )
    return document(VariantText(ALL[key].subject, {**ALL[key].parts}), chosen, FACTS[key.language])


def said(content: Document) -> str:
    lines: list[str] = []
    for block in content.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                lines.append(text)
            case Bullets(items) | Steps(items) | Lines(items):
                lines += items
    return "\n".join(lines)


def test_there_is_a_text_for_each_language_tier_and_audience() -> None:
    expected = {
        TextKey(language, tier, audience)
        for language in Language
        for tier in Tier
        for audience in Audience
        # To guardians nothing is said of a tier.
        if not (audience is Audience.GUARDIAN and tier is Tier.ANNOTATED)
    }
    assert set(ALL) == expected


@EVERY
def test_the_first_sentence_says_it(key: TextKey) -> None:
    first = sentences(ALL[key].parts[Part.WHAT_HAPPENED])[0]
    assert {"fr": "ont été volées", "en": "have been stolen"}[key.language] in first


@EVERY
def test_whatever_leaked_it_neither_hedges_nor_speaks_jargon_nor_asks_to_click(key: TextKey) -> None:
    for exposure in range(1 << len(Category)):
        whole = said(made(key, exposure))
        assert list(faults(whole, key.language)) == []
        assert link_problems(whole) == ()


@EVERY
def test_two_or_three_actions_stand_as_steps(key: TextKey) -> None:
    for exposure in (0, 0b1, 0x3F, 0x7F):
        steps = [block for block in made(key, exposure).blocks if isinstance(block, Steps)]
        assert len(steps) == 1
        assert 2 <= len(steps[0].items) <= 3


@EVERY
def test_it_names_the_practice_and_says_that_others_may_write(key: TextKey) -> None:
    whole = said(made(key, 0x7F)).replace("\xa0", " ")
    assert FACTS[key.language]["practice"] in whole
    assert {"fr": "autre cabinet", "en": "nother practice"}[key.language] in whole


@EVERY
def test_it_never_says_that_it_is_genuine(key: TextKey) -> None:
    whole = said(made(key, 0x7F)).casefold()
    assert [word for word in ("authentique", "genuine", "véritable", "vraie lettre") if word in whole] == []
    assert {"fr": "est faux", "en": "is false"}[key.language] in whole


@EVERY
def test_it_names_the_ways_to_complain_and_other_forms(key: TextKey) -> None:
    whole = said(made(key, 0x7F))
    assert "CNIL" in whole
    assert {"fr": "gros caractères", "en": "large print"}[key.language] in whole


@EVERY
def test_categories_are_answered_for_all_but_guardians(key: TextKey) -> None:
    rows = [block.rows for block in made(key, 0b1).blocks if isinstance(block, Answers)]
    assert [len(found) for found in rows] == ([] if key.audience is Audience.GUARDIAN else [len(Category)])


@pytest.mark.parametrize("language", Language)
def test_a_guardian_learns_nothing_of_the_childs_categories(language: Language) -> None:
    key = TextKey(language, Tier.ADMINISTRATIVE, Audience.GUARDIAN)
    assert "notes" not in said(made(key, 0x7F)).casefold()
    assert made(key, 0) == made(key, 0x7F)


@pytest.mark.parametrize("language", Language)
def test_a_caller_reveals_nothing_before_they_know_whom_they_speak_to(language: Language) -> None:
    _, checking, telling, *_ = SCRIPTS[language]
    spoken = " ".join(line.text for line in checking.lines if line.kind is Kind.SAY).casefold()
    assert "{practice}" not in spoken
    assert [
        word for word in ("vol", "données", "cabinet", "stolen", "theft", "data", "practice") if word in spoken
    ] == []
    assert "{practice}" in " ".join(line.text for line in telling.lines)


@pytest.mark.parametrize("language", Language)
def test_a_caller_neither_hedges_nor_speaks_jargon(language: Language) -> None:
    spoken = "\n".join(line.text for step in SCRIPTS[language] for line in step.lines if line.kind is Kind.SAY)
    assert list(faults(spoken, language)) == []
