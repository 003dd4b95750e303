"""Prints docs/states.md: the life of a notice as a diagram and a table, drawn from the rules themselves."""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from notifier.notices.choices import State
from notifier.notices.rules.states import (
    BY_LETTER,
    EVENTS,
    INFORMED,
    MOVING,
    ON_PAPER,
    TO_TREAT,
    TRANSITIONS,
    WITHDRAWN,
)

_BEGIN = (State.HELD, State.QUEUED)
_MEANING = {
    State.HELD: "waits for a person to decide: a care flag, no way to reach the patient, "
    "or no approved text for what leaked",
    State.QUEUED: "in the outbox, due at its time",
    State.CLAIMED: "held by a worker until its lease ends; nothing has been sent",
    State.SENDING: "announced in the log and being handed over",
    State.SENT: "the mail relay said yes",
    State.READY_TO_PRINT: "the letter is made and waits for a print run; nobody is informed yet",
    State.IN_RUN: "the letter is in a bundle; nobody is informed yet",
    State.POSTED: "handed over to the post, on the day that is noted; it did not come back",
    State.RETURNED: "the post brought the letter back: its patient is not informed",
    State.IN_DOUBT: "the message may have left: sent again by itself only where a provider's key makes one of two",
    State.FAILED: "refused, or tried often enough: a person must look",
    State.WITHDRAWN: "taken back before anything left, because the person has died or their data were erased",
    State.TO_TELL: "the physician tells the patient in person; nobody is informed until that is recorded",
    State.TOLD: "told by the practice itself: when, how and by whom is recorded",
}
_SUMS = {"informed": INFORMED, "moving": MOVING, "on paper": ON_PAPER, "to treat": TO_TREAT, "withdrawn": WITHDRAWN}


def page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The life of a notice"
    yield ""
    yield "Drawn by `make docs` from `notifier/notices/rules/states.py`; a test compares the two. Each arrow carries"
    yield "the audit event that tells of it."
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    [*] --> {state}" for state in _BEGIN)
    for (old, new), event in [*EVENTS.items(), *BY_LETTER.items()]:
        yield f"    {old} --> {new}: {event}"
    yield from (f"    {state} --> [*]" for state in State if not TRANSITIONS[state])
    yield "```"
    yield ""
    yield "| state | meaning | counted as |"
    yield "|---|---|---|"
    for state in State:
        yield f"| `{state}` | {_MEANING[state]} | {_sum(state)} |"


def _sum(state: State) -> str:
    return next((name for name, states in _SUMS.items() if state in states), "in doubt")


if __name__ == "__main__":
    sys.stdout.write(page())
