"""What every channel takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from notifier.delivery.choices import Outcome
from notifier.notices.models import Notice
from notifier.notices.rules.variants import Variant
from notifier.rosters.rules.person import Person


class ChannelDown(RuntimeError):
    """The channel itself does not work now; nothing was handed over and no notice is to blame. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unsendable(ValueError):
    """This notice cannot be made for this channel, whenever it is tried. The code holds nothing personal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Prepared:
    """The exact bytes, and what stamping them again from the master takes; of a letter, `letter` is what its plate was
    stamped with. `to` is the envelope's recipient; of a
    drill it must be nobody's.
    """

    data: bytes = field(repr=False)
    fields: Mapping[str, object] = field(repr=False)
    to: str = field(default="", repr=False)
    message_id: str = ""
    is_drill: bool = False
    letter: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Delivered:
    """How handing over ended. `code` is the relay's three digits or a stable word; `stop` asks to end the batch, and
    `spares` says that the notice had no part in it: its try does not count.
    """

    outcome: Outcome
    code: str = ""
    stop: bool = False
    spares: bool = False


class Channel(Protocol):
    """One way to a person. `together` is how many messages its pace allows to be begun together; the dispatch keeps it
    here, for the channel lives longer than a batch.
    """

    together: int

    def open(self) -> None:
        """Make sure the channel works; raises ChannelDown."""

    def prepare(self, notice: Notice, person: Person, variant: Variant, master: bytes, at: datetime) -> Prepared:
        """The bytes for this notice; raises Unsendable. Touches nothing outside."""

    def send(self, prepared: Prepared) -> Delivered:
        """Hand the bytes over. Never raises for what the other side does."""

    def close(self) -> None:
        """Let go of what is open."""
