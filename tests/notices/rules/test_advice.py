"""What to fear and what to do follow from what leaked."""

import pytest

from notifier.notices.choices import Audience
from notifier.notices.rules.advice import MOST, Action, Danger, actions, dangers
from notifier.notices.rules.texts.advice import WORDS
from notifier.rosters.choices import Category, Language, Tier
from notifier.rosters.rules.bits import to_bits

C = Category


@pytest.mark.parametrize(
    ("leaked", "expected"),
    [
        ({C.IDENTITY, C.TELEPHONE}, [Action.CALLS, Action.COMPLAIN]),
        ({C.IDENTITY, C.EMAIL}, [Action.MAILS, Action.COMPLAIN]),
        ({C.IDENTITY, C.INSURER}, [Action.INSURER, Action.COMPLAIN]),
        ({C.IDENTITY, C.ADDRESS}, [Action.DOORSTEP, Action.COMPLAIN]),
        ({C.IDENTITY, C.BIRTH_DATE}, [Action.IDENTITY, Action.COMPLAIN]),
        ({C.IDENTITY}, [Action.DECEIT, Action.COMPLAIN]),
        (set(), [Action.DECEIT, Action.COMPLAIN]),
        ({C.TELEPHONE, C.EMAIL, C.INSURER}, [Action.CALLS_AND_MAILS, Action.INSURER, Action.COMPLAIN]),
        (set(C) - {C.ANNOTATIONS}, [Action.CALLS_AND_MAILS, Action.IDENTITY, Action.INSURER]),
    ],
)
def test_each_leak_asks_for_its_own_care(leaked: set[Category], expected: list[Action]) -> None:
    found = actions(tier=Tier.ADMINISTRATIVE, audience=Audience.ADULT, exposure=to_bits(leaked))
    assert list(found) == expected


def test_leaked_notes_come_first_and_their_reader_is_offered_a_talk() -> None:
    found = actions(tier=Tier.ANNOTATED, audience=Audience.ADULT, exposure=to_bits({C.ANNOTATIONS, C.TELEPHONE}))
    assert found == (Action.NOTES, Action.ASK_NOTES, Action.CALLS)
    alone = actions(tier=Tier.ANNOTATED, audience=Audience.ADULT, exposure=to_bits({C.ANNOTATIONS}))
    assert alone == (Action.NOTES, Action.ASK_NOTES, Action.DECEIT)


def test_a_protected_adult_is_told_to_show_the_notice_to_someone() -> None:
    plain = actions(tier=Tier.ADMINISTRATIVE, audience=Audience.PROTECTED, exposure=to_bits({C.TELEPHONE, C.ADDRESS}))
    assert plain == (Action.CALLS, Action.SHOW, Action.DOORSTEP)
    annotated = actions(tier=Tier.ANNOTATED, audience=Audience.PROTECTED, exposure=to_bits(C))
    assert annotated == (Action.NOTES, Action.ASK_NOTES, Action.SHOW)


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("exposure", [0, 0x7F])
def test_to_guardians_nothing_depends_on_what_leaked(tier: Tier, exposure: int) -> None:
    assert dangers(tier=tier, audience=Audience.GUARDIAN, exposure=exposure) == (Danger.CHILD,)
    assert actions(tier=tier, audience=Audience.GUARDIAN, exposure=exposure)[0] is Action.CHILD


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("audience", Audience)
def test_whatever_leaked_there_are_one_to_three_dangers_and_two_or_three_actions(
    tier: Tier, audience: Audience
) -> None:
    for exposure in range(1 << len(Category)):
        asked = actions(tier=tier, audience=audience, exposure=exposure)
        feared = dangers(tier=tier, audience=audience, exposure=exposure)
        assert 2 <= len(asked) <= MOST
        assert 1 <= len(feared) <= MOST
        assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("language", Language)
def test_every_danger_and_action_has_its_words(language: Language) -> None:
    words = WORDS[language]
    assert set(words.consequences) == set(words.short_consequences) == set(Danger)
    assert set(words.actions) == set(words.short_actions) == set(Action)
