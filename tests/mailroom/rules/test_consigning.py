"""The way of a letter to a provider, as rules."""

from datetime import datetime, timedelta

import pytest

from notifier.mailroom.choices import Stage, Word
from notifier.mailroom.rules.consigning import (
    ASKING,
    MAY_BE_PRINTED,
    NOT_GOING,
    TRANSITIONS,
    asked_again_after,
    is_in_doubt,
    is_no_longer_asked,
    retry_after,
    settled,
)


def test_every_stage_has_its_ways_on() -> None:
    assert set(TRANSITIONS) == set(Stage)


def test_what_may_be_printed_never_waits_again() -> None:
    """Waiting is where letters are begun from: from there a second one would go."""
    reached, found = set(MAY_BE_PRINTED), set(MAY_BE_PRINTED)
    while found:
        found = {to for stage in found for to in TRANSITIONS[stage]} - reached
        reached |= found
    assert Stage.WAITING not in reached
    assert not reached & (ASKING - {Stage.SUBMITTING})
    assert NOT_GOING & reached == {Stage.DECLINED}


@pytest.mark.parametrize("word", Word)
@pytest.mark.parametrize("stage", sorted(ASKING))
def test_a_doubt_ends_where_its_stage_may_go(stage: Stage, word: Word) -> None:
    to = settled(stage, word)
    assert to in {None, stage} | TRANSITIONS[stage]
    if word in {Word.TAKEN, Word.PRODUCED, Word.REJECTED}:
        assert to is Stage.SUBMITTED
    if stage is Stage.SUBMITTING:
        assert to is not Stage.WAITING


def test_in_doubt_is_asked_unanswered_and_alone(now: datetime) -> None:
    for stage in Stage:
        assert is_in_doubt(stage, None, now) is (stage in ASKING)
        assert is_in_doubt(stage, now - timedelta(seconds=1), now) is (stage in ASKING)
        assert is_in_doubt(stage, now + timedelta(seconds=1), now) is False


def test_patience_grows_and_ends() -> None:
    assert [retry_after(n) for n in (0, 1, 5)] == [timedelta(minutes=n) for n in (1, 2, 32)]
    assert retry_after(9) == retry_after(200) == timedelta(hours=6)
    assert asked_again_after(Stage.SUBMITTED, timedelta()) == timedelta(minutes=10)
    assert asked_again_after(Stage.SUBMITTED, timedelta(days=5)) == timedelta(hours=6)
    assert asked_again_after(Stage.PRODUCED, timedelta()) == timedelta(days=7)


def test_after_two_months_nobody_is_asked(now: datetime) -> None:
    assert not is_no_longer_asked(now - timedelta(days=60), now)
    assert is_no_longer_asked(now - timedelta(days=61), now)
