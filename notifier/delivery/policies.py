"""When an act on the outbox may be done."""

from datetime import datetime, time, timedelta

from notifier.delivery.choices import Answer, Evidence, HaltKind
from notifier.lib.clocks import hours_between

# A pause that is to end by itself ends within so many days; a longer one is a stop, which somebody ends.
LONGEST_PAUSE = timedelta(days=30)
# A limit beyond this limits nothing, and below one nothing would ever leave.
MOST_PER_DAY = 1_000_000
# Quiet hours leave at least so much of the day: people are to be told without undue delay (GDPR Article 34(1)).
SHORTEST_DAY = timedelta(hours=6)


class RulingRefused(ValueError):
    """The answer lacks what it must rest on; `code` says what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class HaltRefused(ValueError):
    """Nothing can be paused or resumed so; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PaceRefused(ValueError):
    """Nothing can be sent at such a pace; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_pace(per_day: int | None, quiet_from: time | None, quiet_until: time | None) -> None:
    """A limit lets somebody go, and so much of each day is left that quiet hours never become a stop."""
    if per_day is not None and not 1 <= per_day <= MOST_PER_DAY:
        raise PaceRefused("no_such_number")
    if (quiet_from is None) != (quiet_until is None):
        raise PaceRefused("half_a_night")
    if quiet_from is None or quiet_until is None:
        return
    if timedelta(days=1) - hours_between(quiet_from, quiet_until) < SHORTEST_DAY:
        raise PaceRefused("no_day_left")


def check_ruling(answer: Answer, evidence: Evidence, reason: str) -> None:
    """Who says that a message arrived, or has it sent again, says why: the duty to show that everyone was told is the
    controller's (GDPR Articles 5(2) and 24). A letter that says one may have had it harms nobody and needs no reason,
    but the ground "other" always does.
    """
    if answer is Answer.ARRIVED and evidence is Evidence.NOTHING:
        raise RulingRefused("no_evidence")
    if answer is not Answer.LETTER and not reason.strip():
        raise RulingRefused("no_reason")
    if evidence is Evidence.OTHER and not reason.strip():
        raise RulingRefused("no_reason")


def check_halt(kind: HaltKind, until: datetime | None, *, at: datetime) -> None:
    """A stop has no end; a pause that has one ends later, and not in a year."""
    if kind is HaltKind.STOP and until is not None:
        raise HaltRefused("a_stop_has_no_end")
    if until is not None and until <= at:
        raise HaltRefused("ends_in_the_past")
    if until is not None and until > at + LONGEST_PAUSE:
        raise HaltRefused("ends_too_late")
