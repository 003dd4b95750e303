"""How long work is held, when a deferred message is tried again, how a doubt ends, where a drill's message goes, when
a case will be finished. Values in, values out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from notifier.delivery.choices import Way
from notifier.notices.choices import Channel
from notifier.post.postfix_log import Fate, Record
from notifier.rosters.rules.values import is_reserved

# Long enough for the slowest relay's answer (30 s each step), short enough that a dead worker's claims return soon.
LEASE = timedelta(minutes=5)
BATCH = 200

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


# Over these a message may be handed over again under the same key and arrives once. SMTP knows no such key (RFC 5321,
# 4.5.3.2 and RFC 1047): what was accepted twice arrives twice.
REPEATS_SAFELY: frozenset[Channel] = frozenset()


def way_out(*, has_record: bool, channel: Channel, since: datetime, days: int, at: datetime) -> Way:
    """How a message in doubt `since` then is settled now: by the relay's own record, by a repeat that can do no harm,
    by a letter once the approved `days` are over; else by a person.
    """
    if has_record:
        return Way.RELAY_RECORD
    if channel in REPEATS_SAFELY:
        return Way.SAFE_REPEAT
    return Way.LETTER if at >= since + timedelta(days=days) else Way.PERSON


# How far the relay's clock may be behind ours.
_CLOCKS = timedelta(minutes=10)


def is_decisive(record: Record, started_at: datetime) -> bool:
    """Whether the relay's record settles the attempt begun then: what arrived has arrived, but a bounce written before
    was that of an earlier try under the same Message-ID.
    """
    if record.fate is Fate.SENT:
        return True
    return record.fate is Fate.BOUNCED and record.at is not None and record.at >= started_at - _CLOCKS


# What no further try changes by itself: the address or the name must be put right first.
_PERMANENT = frozenset(
    {"address_too_wide", "unprintable_text", "unsafe_field", "drill_real_address", "patient_erased", "suppressed"}
)


def can_retry(code: str, *, is_corrected: bool) -> bool:
    """Whether trying a failed notice again makes sense: a silence or a delay may pass, a refusal (5xx, RFC 5321 4.2.1;
    5.x.x, RFC 3463) does not, unless what is known of the patient was corrected since.
    """
    return is_corrected or not (code.startswith("5") or code in _PERMANENT)


# Fewer than so many say nothing of a pace.
_TELLING = 5


def finished_at(*, left: int, done: int, span: timedelta, at: datetime) -> datetime | None:
    """When `left` will be done if it goes on as it went, `done` within the latest `span`; None where nobody can say."""
    if not left or done < _TELLING or span <= timedelta(0):
        return None
    return at + span * (left / done)
