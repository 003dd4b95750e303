"""When whoever keeps the machine running is told that something is not as it should be, and when that it is again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifier.delivery.choices import AlarmKind

# What mends itself within this time is nobody's business: a relay that restarts, a signature that is on its way.
GRACE = {
    AlarmKind.CHANNEL: timedelta(minutes=10),
    AlarmKind.LOG: timedelta(minutes=5),
    AlarmKind.INBOX: timedelta(minutes=15),
}
# Answered for by each look (dispatch.alarms); the others by whoever does the work.
WATCHED = frozenset(AlarmKind) - {AlarmKind.INBOX, AlarmKind.ERASURE}
# An event that has waited so long for its place or its signature is not merely on its way.
UNSIGNED = timedelta(minutes=15)
# A crash after which nothing is left in doubt is told of for so long.
CRASH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Stable words for what is the matter, and how many cases, notices or records it is about."""

    codes: tuple[str, ...]
    count: int = 1


def is_due(kind: AlarmKind, seen_at: datetime, at: datetime) -> bool:
    """Whether it has lasted long enough to be told."""
    return at - seen_at >= GRACE.get(kind, timedelta())


def news(told: Collection[str], codes: Iterable[str]) -> list[str]:
    """The codes nobody was told of yet."""
    return [code for code in dict.fromkeys(codes) if code not in told]


@dataclass(frozen=True, slots=True)
class AlarmKey:
    """Which alarm, which of its messages, and for whom; `step` 0 is the one that says that it is over. As text it is
    stable: what was once owed under it is never owed again.
    """

    alarm: int
    step: int
    user: int

    def __str__(self) -> str:
        return f"alarm:{self.alarm}:{self.step}:user{self.user}"

    @classmethod
    def parse(cls, text: str) -> "AlarmKey":
        """The key of a text that `str` made; ValueError for any other."""
        kind, alarm, step, user = text.split(":")
        if kind != "alarm" or not user.startswith("user"):
            raise ValueError("not the key of an alarm")
        return cls(int(alarm), int(step), int(user.removeprefix("user")))
