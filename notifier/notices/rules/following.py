"""What becomes of a notice when a later list says more of its patient."""

from dataclasses import dataclass

from notifier.notices.choices import HoldReason, State

# Nothing of these has left, or nothing arrived.
STILL_OURS = frozenset(
    {
        State.HELD,
        State.QUEUED,
        State.CLAIMED,
        State.READY_TO_PRINT,
        State.FAILED,
        State.RETURNED,
        State.TO_TELL,
    }
)
# Who waits for a person or for another try is looked at anew before anything goes out.
_WAITS = frozenset({State.HELD, State.FAILED, State.RETURNED, State.TO_TELL})
# What was prepared, or is about to be, says less than is known now.
_PREPARED = frozenset({State.CLAIMED, State.READY_TO_PRINT})


@dataclass(frozen=True, slots=True)
class Consequence:
    """Where the notice goes, None where it stays; `hold` says why it waits. `late` is a reason to hold that came
    when it was under way or gone; `owes_more` where it says less than leaked and cannot be changed any more.
    """

    state: State | None = None
    hold: HoldReason = HoldReason.NONE
    late: HoldReason = HoldReason.NONE
    owes_more: bool = False


def consequence(state: State, *, care: HoldReason, is_wider: bool, has_text: bool) -> Consequence:
    """`care` is the reason the new list gives to hold it, NONE for none; `is_wider` where more leaked than was known;
    `has_text` where the approved wording has the text for what is known now.
    """
    if state is State.WITHDRAWN:
        return Consequence()
    if state not in STILL_OURS:
        return Consequence(late=care, owes_more=is_wider)
    if care is not HoldReason.NONE:
        return Consequence(State.HELD, hold=care)
    if not is_wider or state in _WAITS:
        return Consequence()
    if not has_text:
        return Consequence(State.HELD, hold=HoldReason.TEXT_NOT_APPROVED)
    return Consequence(State.QUEUED) if state in _PREPARED else Consequence()


def settle(ends: State, *, late: HoldReason, owes_more: bool) -> State:
    """Where a notice goes whose sending or making ended, if a list came meanwhile: what left, left; of anything else
    nothing goes out that must be held or says too little.
    """
    if ends in {State.SENT, State.IN_DOUBT}:
        return ends
    if late is not HoldReason.NONE:
        return State.HELD
    return State.QUEUED if owes_more and ends is State.READY_TO_PRINT else ends
