"""What a word that comes after acceptance does to a notice, and when a failed message becomes a letter.

A relay's yes counts as informed, until it is taken back. What came back told nobody: Article 34(1) wants the person
told without undue delay, so the next channel is taken at once where the address is at fault, and a letter's way where
it is not.
"""

from datetime import datetime, timedelta

from notifier.delivery.choices import FeedbackKind, Step
from notifier.notices.choices import Channel, State

# A full mailbox is emptied, or its owner is away; once more by e-mail costs a day, and no second time.
AGAIN_AFTER = timedelta(hours=24)
# A relay that says no may be at fault itself, or the address be put right by hand: a day for that, then a letter.
LETTER_AFTER = timedelta(hours=24)
# How far clocks of others may be behind ours.
_CLOCKS = timedelta(minutes=10)

SUPPRESSED = "suppressed"
COMPLAINT = "complained"
# Bad mailbox, bad domain, moved away, disabled (RFC 3463, 3.2 and 3.3): the address itself, not the message.
_DEAD = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")
# 5.2.2 is said by Exchange and others of a mailbox that is full; 5.4.7 and 5.5.0 of a relay that gave up waiting.
_PASSING = ("5.2.2", "5.2.3", "5.4.7", "5.3.1", "552")
# Neither another try nor a letter mends these.
_NO_WAY = frozenset({"patient_erased", "drill_real_address", "cannot_open"})


def bounce_kind(code: str) -> FeedbackKind:
    """Of a message given back under this enhanced status code (RFC 3463) or these three digits (RFC 5321): 4 was a wait
    that ended, 5 a no, unless it names what passes. Without a code it is a no.
    """
    is_soft = code.startswith("4") or code in _PASSING
    return FeedbackKind.BOUNCED_SOFT if is_soft else FeedbackKind.BOUNCED_HARD


def is_of(said_at: datetime, started_at: datetime) -> bool:
    """Whether what was said then can be about the try begun then, and not about one before."""
    return said_at >= started_at - _CLOCKS


def step(kind: FeedbackKind, *, state: State, channel: Channel, is_of_last_try: bool, soft_before: int) -> Step:
    """What to do with a notice that stands there; `soft_before` counts how often it was given back for a while."""
    if kind is FeedbackKind.COMPLAINED:
        return Step.NOTED
    if channel is not Channel.EMAIL or not is_of_last_try:
        return Step.NOTHING
    if state is State.SENDING:
        return Step.LATER
    if state is State.IN_DOUBT:
        return Step.NOTHING if kind is FeedbackKind.DEFERRED else Step.SETTLE
    if state is not State.SENT:
        return Step.NOTHING
    return _OF_SENT[kind] if kind is not FeedbackKind.BOUNCED_SOFT or not soft_before else Step.LETTER


_OF_SENT = {
    FeedbackKind.DELIVERED: Step.NOTED,
    # The relay goes on trying.
    FeedbackKind.DEFERRED: Step.NOTHING,
    FeedbackKind.BOUNCED_SOFT: Step.AGAIN,
    FeedbackKind.BOUNCED_HARD: Step.LETTER,
}


def suppresses(kind: FeedbackKind, code: str) -> bool:
    """Whether nothing is mailed to the address any more: who complained does not want it, and who keeps mailing dead
    addresses is taken for a spammer.
    """
    return kind is FeedbackKind.COMPLAINED or (kind is FeedbackKind.BOUNCED_HARD and code in _DEAD)


def letter_due(code: str, since: datetime, at: datetime) -> bool:
    """Whether a letter takes the place of an e-mail that failed `since` then with this code."""
    if code in _NO_WAY:
        return False
    return code == SUPPRESSED or code in _DEAD or at >= since + LETTER_AFTER
