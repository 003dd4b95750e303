"""How long work is held, when a deferred message is tried again, where a drill's goes. Values in, values out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from notifier.rosters.rules.values import is_reserved

# Long enough for the slowest relay's answer (30 s each step), short enough that a dead worker's claims return soon.
LEASE = timedelta(minutes=5)
BATCH = 100

# After the n-th try that did not reach the relay's yes or no. Greylisting wants minutes, a full mailbox a day.
_PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)

# So many permanent refusals one after the other, without one message taken between them, are the relay's own: patients'
# addresses are not that bad. It is left alone for a while, and then tried with one message at a time.
REFUSALS = 5
PAUSE = timedelta(minutes=10)
# Who was refused in three such rows is believed to be refused.
BELIEVED = 3

# When the day's checkpoint is due, by the practice's own clock: with the morning's mail.
_CHECKPOINT_HOUR = 7

# No such domain can exist (RFC 6761, 6.4): whatever a relay does with it, nobody is reached.
_DRILL_DOMAIN = "exercice.invalid"


def drill_address(name: str) -> str:
    """Where a drill's message to someone goes instead: to nobody, but one address for each."""
    return f"{name}@{_DRILL_DOMAIN}"


def may_leave(to: str, *, is_drill: bool) -> bool:
    """A drill reaches nobody: its messages leave for a reserved domain (RFC 2606, RFC 6761) or not at all."""
    return not is_drill or is_reserved(to)


def is_checkpoint_hour(local: datetime) -> bool:
    """Whether the day's checkpoint is due. It stays due all day: a machine that was off sends it when it is on."""
    return local.hour >= _CHECKPOINT_HOUR


def next_try(tries: int, at: datetime) -> datetime | None:
    """When to try again after `tries` tries, the latest at `at`; None when it has been tried often enough."""
    return at + _PAUSES[tries - 1] if 1 <= tries <= len(_PAUSES) else None


@dataclass(frozen=True, slots=True)
class DeadlineKey:
    """What a reminder of a deadline is about and for whom; `reminder` is law.deadlines.reminders' own key. As text it
    is stable: what was once owed under it is never owed again.
    """

    case: UUID
    reminder: str
    user: int

    def __str__(self) -> str:
        return f"deadline:{self.case.hex}:{self.reminder}:user{self.user}"

    @classmethod
    def parse(cls, text: str) -> "DeadlineKey":
        """The key of a text that `str` made; ValueError for any other."""
        kind, case, rest = text.split(":", 2)
        reminder, _colon, user = rest.rpartition(":user")
        if kind != "deadline" or not reminder:
            raise ValueError("not the key of a deadline")
        return cls(UUID(case), reminder, int(user))

    @property
    def clock_id(self) -> str:
        return self.reminder.rpartition("/")[0]

    @property
    def step(self) -> str:
        return self.reminder.rpartition("/")[2]
