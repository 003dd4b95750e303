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
    attempts from 1, `sealed` and `commitment` are as delivery.models.Attempt says; where the bytes are a request,
    `provider` says to whom.
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
    provider: str = ""

    def fact(self) -> Fact:
        """The event of its beginning."""
        data = {
            "notice": str(self.notice),
            "reference": self.reference,
            "number": self.number,
            "channel": self.channel,
            "commitment": self.commitment,
            # What the bytes are: left out of what a relay gets, and of a letter.
            **({"provider": self.provider} if self.provider else {}),
        }
        return Fact(event_for(State.CLAIMED, State.SENDING), f"attempt:{self.attempt}", case=self.case, data=data)


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

    def fact(self, old: State, new: State) -> Fact:
        """The event of its notice's change."""
        data = {"attempt": str(self.start.attempt), "outcome": self.outcome, "code": self.code}
        return Fact(event_for(old, new), f"notice:{self.start.notice}", case=self.start.case, data=data)
