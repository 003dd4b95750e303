"""How a letter goes to a hybrid-mail provider: step by step, each written down before it is asked for, so that a doubt
is settled by asking the provider and never by sending again.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from notifier.mailroom.choices import Stage, Word

TRANSITIONS: Mapping[Stage, frozenset[Stage]] = {
    Stage.WAITING: frozenset({Stage.DRAFTING, Stage.SUBMITTING, Stage.DROPPED, Stage.DECLINED}),
    Stage.DRAFTING: frozenset({Stage.FILLING, Stage.WAITING, Stage.SUBMITTED, Stage.DECLINED}),
    Stage.FILLING: frozenset({Stage.ADDRESSING, Stage.WAITING, Stage.SUBMITTED, Stage.DECLINED}),
    Stage.ADDRESSING: frozenset({Stage.SUBMITTING, Stage.WAITING, Stage.SUBMITTED, Stage.DECLINED, Stage.DROPPED}),
    # What was asked to be printed never waits again: it is asked about until the provider has said what it is.
    Stage.SUBMITTING: frozenset({Stage.SUBMITTED, Stage.DECLINED}),
    Stage.SUBMITTED: frozenset({Stage.PRODUCED, Stage.DECLINED}),
    Stage.PRODUCED: frozenset({Stage.ENDED}),
    Stage.ENDED: frozenset(),
    Stage.DECLINED: frozenset(),
    Stage.DROPPED: frozenset(),
}
# The provider was asked, and its answer is not written down. Who ends there leaves a doubt.
ASKING = frozenset({Stage.DRAFTING, Stage.FILLING, Stage.ADDRESSING, Stage.SUBMITTING})
# Of these a printed letter may exist: nobody else prints them unasked.
MAY_BE_PRINTED = frozenset({Stage.SUBMITTING, Stage.SUBMITTED, Stage.PRODUCED, Stage.ENDED})
# The provider's to answer for; we ask now and then.
ASKED_ABOUT = frozenset({Stage.SUBMITTED, Stage.PRODUCED})
# The provider has not printed these and never will.
NOT_GOING = frozenset({Stage.DECLINED, Stage.DROPPED})

# A worker that has not gone on for so long is dead; each step has this long.
LEASE = timedelta(minutes=5)
# A request that was cut may still be carried out over there: who asks at once may be told too little.
SETTLE_AFTER = timedelta(minutes=2)
# Simple mail that comes back does so within weeks; a little after the day on which it is presumed delivered we stop.
ASK_FOR_RETURNS = timedelta(days=60)
# What one after the other is declined has another cause than the letters: somebody must look before more are.
DECLINED_IN_A_ROW = 3
_MOST = timedelta(hours=6)


def retry_after(tries: int) -> timedelta:
    """One minute, then twice as long each time, up to six hours."""
    return min(timedelta(minutes=2 ** min(tries, 10)), _MOST)


def asked_again_after(stage: Stage, since: timedelta) -> timedelta:
    """When the provider is asked next about a letter, `since` it was submitted: its printing within the day, its return
    once a week.
    """
    if stage is Stage.PRODUCED:
        return timedelta(days=7)
    if since < timedelta(hours=2):
        return timedelta(minutes=10)
    return timedelta(hours=1) if since < timedelta(days=2) else _MOST


def is_no_longer_asked(submitted_at: datetime, at: datetime) -> bool:
    return at - submitted_at > ASK_FOR_RETURNS


def is_in_doubt(stage: Stage, lease_until: datetime | None, at: datetime) -> bool:
    """Asked, unanswered, and nobody at it."""
    return stage in ASKING and (lease_until is None or lease_until < at)


def settled(stage: Stage, word: Word) -> Stage | None:
    """Where a doubt ends by the provider's word; None where the word does not settle it.

    A draft that may be half filled is discarded and begun anew. One that we asked to submit is submitted again under
    the same name, which the provider does once. One that is gone after that is for a person.
    """
    if word in {Word.TAKEN, Word.PRODUCED, Word.REJECTED}:
        return Stage.SUBMITTED
    if stage is Stage.SUBMITTING:
        return Stage.SUBMITTING if word is Word.DRAFT else None
    return Stage.WAITING
