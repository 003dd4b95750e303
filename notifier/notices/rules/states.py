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
    State.SENT: frozenset(),
    State.READY_TO_PRINT: frozenset({State.IN_RUN, State.HELD, State.QUEUED}),
    State.IN_RUN: frozenset(),
    State.IN_DOUBT: frozenset({State.SENT, State.FAILED, State.QUEUED, State.HELD}),
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
    (State.READY_TO_PRINT, State.IN_RUN): "letter.in_run",
    (State.READY_TO_PRINT, State.HELD): "letter.taken_back",
    (State.READY_TO_PRINT, State.QUEUED): "letter.outdated",
    (State.IN_DOUBT, State.SENT): "doubt.resolved_sent",
    (State.IN_DOUBT, State.FAILED): "doubt.resolved_failed",
    (State.IN_DOUBT, State.QUEUED): "doubt.resolved_again",
    (State.IN_DOUBT, State.HELD): "notice.held",
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
# The same changes where a letter takes the place of a message that may have arrived.
BY_LETTER: dict[tuple[State, State], str] = {(State.IN_DOUBT, State.QUEUED): "doubt.resolved_by_letter"}

# A made letter is not a posted one: only what the relay accepted counts as informed (GDPR Article 34), and who was told
# by the practice itself, once that is recorded.
INFORMED = frozenset({State.SENT, State.TOLD})
# Who may be told more: to them a first notice has gone, or they were told by the practice itself.
HAS_HAD = INFORMED | {State.IN_RUN}
MOVING = frozenset({State.QUEUED, State.CLAIMED, State.SENDING})
ON_PAPER = frozenset({State.READY_TO_PRINT, State.IN_RUN})
TO_TREAT = frozenset({State.HELD, State.FAILED, State.TO_TELL})
# Taken back with its patient's data, so that nobody was told and nothing is left to do; it stays counted.
WITHDRAWN = frozenset({State.WITHDRAWN})
# Who is in one of these may still get something of ours: a case is neither closed nor erased meanwhile.
UNSETTLED = frozenset({*MOVING, State.READY_TO_PRINT, State.IN_DOUBT})
# What may have reached someone: a letter in a print run may arrive before anyone notes that it was posted.
MAY_HAVE_REACHED = frozenset({State.SENT, State.IN_RUN, State.IN_DOUBT})


class ForbiddenChange(ValueError):
    """A notice cannot go from the one state to the other."""


def event_for(old: State, new: State, *, by_letter: bool = False) -> str:
    """The event that tells of the change; raises ForbiddenChange where there is none."""
    if new not in TRANSITIONS[old]:
        raise ForbiddenChange(f"a notice cannot go from {old} to {new}")
    return BY_LETTER.get((old, new), EVENTS[old, new]) if by_letter else EVENTS[old, new]
