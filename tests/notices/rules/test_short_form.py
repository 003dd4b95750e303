"""The short form: as true as the notice, and far shorter sentences."""

import pytest

from notifier.law.content import HEADINGS, Part
from notifier.law.plain.figures import sentences, words
from notifier.law.plain.words import faults
from notifier.law.traps import link_problems
from notifier.lib.document import Answers, Heading, Lines, Paragraph, Steps
from notifier.notices.choices import Audience
from notifier.notices.rules.samples import EVERYTHING, FACTS
from notifier.notices.rules.short_form import SHORT, short_document
from notifier.notices.rules.texts import ALL, TextKey
from notifier.notices.rules.variants import Variant
from notifier.rosters.choices import Salutation

EVERY = pytest.mark.parametrize("key", SHORT, ids=str)


def variant(key: TextKey, exposure: int = EVERYTHING) -> Variant:
    return Variant(key.language, key.tier, Salutation.MADAME, exposure, key.audience)


def lines(key: TextKey, exposure: int = EVERYTHING) -> list[str]:
    found = []
    for block in short_document(variant(key, exposure), FACTS[key.language]).blocks:
        if isinstance(block, Lines | Steps):
            found += block.items
        elif isinstance(block, Paragraph):
            found.append(block.text)
    return found


def test_there_is_one_for_whoever_gets_a_notice() -> None:
    assert set(SHORT) == set(ALL)


@EVERY
def test_the_six_parts_stand_in_their_order(key: TextKey) -> None:
    blocks = short_document(variant(key), FACTS[key.language]).blocks
    assert [b.text for b in blocks if isinstance(b, Heading)] == [HEADINGS[key.language][part] for part in Part]


@EVERY
@pytest.mark.parametrize("exposure", [0, 0b1, 0b1001, 0b10001, 0b100001, EVERYTHING])
def test_no_sentence_has_more_than_twelve_words(key: TextKey, exposure: int) -> None:
    too_long = [one for line in lines(key, exposure) for one in sentences(line) if len(words(one)) > 12]
    assert too_long == []


@EVERY
def test_a_line_holds_one_sentence_but_in_the_actions(key: TextKey) -> None:
    blocks = short_document(variant(key), FACTS[key.language]).blocks
    told = [line for block in blocks if isinstance(block, Lines) for line in block.items]
    assert [line for line in told if len(sentences(line)) > 1 and "TSA" not in line] == []


@EVERY
def test_it_neither_hedges_nor_asks_to_click_and_is_filled_in(key: TextKey) -> None:
    whole = "\n".join(lines(key))
    assert list(faults(whole, key.language)) == []
    assert link_problems(whole) == ()
    assert "{" not in whole
    assert FACTS[key.language]["practice"].replace("Dr ", "Dr\u00a0") in whole


@EVERY
def test_categories_are_answered_for_all_but_guardians(key: TextKey) -> None:
    blocks = short_document(variant(key), FACTS[key.language]).blocks
    assert any(isinstance(b, Answers) for b in blocks) is (key.audience is not Audience.GUARDIAN)


@EVERY
def test_it_is_never_called_falc(key: TextKey) -> None:
    assert "falc" not in "\n".join(lines(key)).casefold()
