"""The life of a notice: one dict of changes, one total map of the events they leave."""

from notifier.notices.choices import State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.HELD, State.QUEUED, State.WITHDRAWN, State.TO_TELL, State.TOLD}),
    State.QUEUED: frozenset({State.CLAIMED, State.HELD, State.WITHDRAWN, State.TOLD}),
    State.CLAIMED: frozenset({State.SENDING, State.QUEUED, State.HELD, State.IN_DOUBT}),
    State.SENDING: frozenset(
        {
            State.SENT,
            State.READY_TO_PRINT,
            State.QUEUED,
            State.FAILED,
            State.IN_DOUBT,
            State.HELD,
        }
    ),
    # What a relay accepted may come back.
    State.SENT: frozenset({State.QUEUED, State.HELD, State.FAILED}),
    State.READY_TO_PRINT: frozenset({State.IN_RUN, State.HELD, State.QUEUED}),
    State.IN_RUN: frozenset({State.POSTED, State.RETURNED, State.READY_TO_PRINT, State.QUEUED, State.HELD}),
    State.POSTED: frozenset({State.RETURNED}),
    State.RETURNED: frozenset({State.QUEUED, State.HELD, State.TO_TELL, State.TOLD, State.WITHDRAWN}),
    State.IN_DOUBT: frozenset({State.SENT, State.FAILED, State.QUEUED, State.HELD, State.SENDING}),
    State.FAILED: frozenset({State.QUEUED, State.HELD, State.TO_TELL, State.TOLD}),
    State.WITHDRAWN: frozenset(),
    State.TO_TELL: frozenset({State.TOLD, State.HELD, State.WITHDRAWN}),
    State.TOLD: frozenset(),
}

EVENTS: dict[tuple[State, State], str] = {
    # What is held may be held again, for something graver.
    (State.HELD, State.HELD): "notice.held",
    (State.HELD, State.QUEUED): "notice.released",
    (State.HELD, State.WITHDRAWN): "notice.withdrawn",
    (State.QUEUED, State.CLAIMED): "notices.claimed",
    (State.QUEUED, State.HELD): "notice.held",
    (State.QUEUED, State.WITHDRAWN): "notice.withdrawn",
    (State.CLAIMED, State.SENDING): "attempt.started",
    (State.CLAIMED, State.QUEUED): "notices.unclaimed",
    (State.CLAIMED, State.HELD): "notice.held",
    # The database crashed, and whether it had been started is not known.
    (State.CLAIMED, State.IN_DOUBT): "notice.in_doubt",
    (State.SENDING, State.SENT): "notice.sent",
    (State.SENDING, State.READY_TO_PRINT): "letter.made",
    (State.SENDING, State.QUEUED): "attempt.deferred",
    (State.SENDING, State.FAILED): "notice.failed",
    (State.SENDING, State.IN_DOUBT): "notice.in_doubt",
    (State.SENDING, State.HELD): "notice.held",
    (State.SENT, State.QUEUED): "notice.bounced_again",
    (State.SENT, State.HELD): "notice.held",
    (State.SENT, State.FAILED): "notice.bounced",
    (State.READY_TO_PRINT, State.IN_RUN): "letter.in_run",
    (State.READY_TO_PRINT, State.HELD): "letter.taken_back",
    (State.READY_TO_PRINT, State.QUEUED): "letter.outdated",
    (State.IN_RUN, State.POSTED): "letter.posted",
    (State.POSTED, State.RETURNED): "letter.returned",
    # It came back before anyone noted that it had been posted.
    (State.IN_RUN, State.RETURNED): "letter.returned",
    # Of what the printer spoiled the same letter goes into another run, unless a list that came meanwhile forbids it.
    (State.IN_RUN, State.READY_TO_PRINT): "letter.spoiled",
    (State.IN_RUN, State.QUEUED): "letter.outdated",
    (State.IN_RUN, State.HELD): "notice.held",
    (State.RETURNED, State.QUEUED): "letter.rerouted",
    (State.RETURNED, State.HELD): "notice.held",
    (State.RETURNED, State.TO_TELL): "notice.to_tell",
    (State.RETURNED, State.TOLD): "notice.told",
    (State.RETURNED, State.WITHDRAWN): "notice.withdrawn",
    (State.IN_DOUBT, State.SENT): "doubt.resolved_sent",
    (State.IN_DOUBT, State.FAILED): "doubt.resolved_failed",
    (State.IN_DOUBT, State.QUEUED): "doubt.resolved_again",
    (State.IN_DOUBT, State.HELD): "notice.held",
    # Handed over again under the provider's key, under which it arrives once.
    (State.IN_DOUBT, State.SENDING): "attempt.repeated",
    (State.FAILED, State.QUEUED): "notice.requeued",
    (State.FAILED, State.HELD): "notice.held",
    (State.HELD, State.TO_TELL): "notice.to_tell",
    (State.FAILED, State.TO_TELL): "notice.to_tell",
    (State.HELD, State.TOLD): "notice.told",
    (State.QUEUED, State.TOLD): "notice.told",
    (State.FAILED, State.TOLD): "notice.told",
    (State.TO_TELL, State.TOLD): "notice.told",
    (State.TO_TELL, State.HELD): "notice.held",
    (State.TO_TELL, State.WITHDRAWN): "notice.withdrawn",
}
# The same changes where a letter takes the place of a message that may have arrived, or that came back.
BY_LETTER: dict[tuple[State, State], str] = {
    (State.IN_DOUBT, State.QUEUED): "doubt.resolved_by_letter",
    (State.SENT, State.QUEUED): "notice.bounced_by_letter",
}

# A made letter is not a posted one. As informed count (GDPR Article 34): what the relay accepted, what was handed to
# the post, until it comes back, and who was told by the practice itself, once that is recorded.
INFORMED = frozenset({State.SENT, State.POSTED, State.TOLD})
# Who may be told more: to them a first notice has gone, or they were told by the practice itself.
HAS_HAD = INFORMED | {State.IN_RUN}
MOVING = frozenset({State.QUEUED, State.CLAIMED, State.SENDING})
ON_PAPER = frozenset({State.READY_TO_PRINT, State.IN_RUN})
TO_TREAT = frozenset({State.HELD, State.FAILED, State.RETURNED, State.TO_TELL})
# Taken back with its patient's data, so that nobody was told and nothing is left to do; it stays counted.
WITHDRAWN = frozenset({State.WITHDRAWN})
# Who is in one of these may still get something of ours: a case is neither closed nor erased meanwhile.
UNSETTLED = frozenset({*MOVING, State.READY_TO_PRINT, State.IN_DOUBT})
# What may have reached someone: a letter in a print run may arrive before anyone notes that it was posted, and
# who refused one has seen it.
MAY_HAVE_REACHED = frozenset({State.SENT, State.IN_RUN, State.POSTED, State.RETURNED, State.IN_DOUBT})


class ForbiddenChange(ValueError):
    """A notice cannot go from the one state to the other."""


def event_for(old: State, new: State, *, by_letter: bool = False) -> str:
    """The event that tells of the change; raises ForbiddenChange where there is none."""
    if new not in TRANSITIONS[old]:
        raise ForbiddenChange(f"a notice cannot go from {old} to {new}")
    return BY_LETTER.get((old, new), EVENTS[old, new]) if by_letter else EVENTS[old, new]
