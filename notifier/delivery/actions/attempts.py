"""What the two ways of writing starts and receipts share: their values, and the facts they leave in the log."""

from dataclasses import dataclass, field
from uuid import UUID

from notifier.audit.actions import Fact
from notifier.delivery.choices import Outcome
from notifier.notices.choices import Channel, State
from notifier.notices.rules.states import event_for


@dataclass(frozen=True, slots=True)
class Start:
    """What the record of a beginning attempt holds; `reference` is its digest (lib.ids), `number` counts the notice's
    attempts from 1, `sealed` and `commitment` are as delivery.models.Attempt says.
    """

    attempt: UUID
    notice: UUID
    case: UUID
    token: UUID
    channel: Channel
    master: int | None
    reference: str
    message_id: str = ""
    commitment: str = ""
    sealed: bytes | None = field(default=None, repr=False)
    number: int = 1


@dataclass(frozen=True, slots=True)
class Finished:
    """How a started attempt ended. `letter` is what is kept of a made letter, sealed; `spares` where the try does not
    count.
    """

    start: Start
    outcome: Outcome
    code: str = ""
    letter: bytes | None = field(default=None, repr=False)
    spares: bool = False


def start_fact(start: Start) -> Fact:
    data = {
        "notice": str(start.notice),
        "reference": start.reference,
        "number": start.number,
        "channel": start.channel,
        "commitment": start.commitment,
    }
    return Fact(event_for(State.CLAIMED, State.SENDING), f"attempt:{start.attempt}", case=start.case, data=data)


def end_fact(finished: Finished, old: State, new: State) -> Fact:
    start = finished.start
    data = {"attempt": str(start.attempt), "outcome": finished.outcome, "code": finished.code}
    return Fact(event_for(old, new), f"notice:{start.notice}", case=start.case, data=data)
