"""How long work is held, and when a deferred message is tried again. Values in, values out."""

from datetime import datetime, timedelta

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


def is_checkpoint_hour(local: datetime) -> bool:
    """Whether the day's checkpoint is due. It stays due all day: a machine that was off sends it when it is on."""
    return local.hour >= _CHECKPOINT_HOUR


def next_try(tries: int, at: datetime) -> datetime | None:
    """When to try again after `tries` tries, the latest at `at`; None when it has been tried often enough."""
    return at + _PAUSES[tries - 1] if 1 <= tries <= len(_PAUSES) else None
