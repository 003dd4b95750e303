"""How much may be claimed now: windows of time, what is used of them, quiet hours, a domain that warms up. Values in,
values out; every moment that comes out is in UTC.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from uuid import UUID

from notifier.delivery.choices import Brake, Span
from notifier.lib.clocks import hours_between

# A case that a limit keeps waiting is looked at again so often, should something of it be free of the limit.
LONGEST_REST = timedelta(minutes=10)
# What a domain sent longer ago is no reputation any more.
REMEMBERED = timedelta(days=30)

_DAY = timedelta(days=1)
_LENGTHS = {Span.MINUTE: timedelta(minutes=1), Span.HOUR: timedelta(hours=1)}


def begins(span: Span, at: datetime, zone: tzinfo) -> datetime:
    """When the minute, the hour or the day of the zone began that `at` lies in."""
    moment = at.astimezone(UTC)
    if span is Span.DAY:
        return midnight(at.astimezone(zone).date(), zone)
    return moment.replace(second=0, microsecond=0, minute=moment.minute if span is Span.MINUTE else 0)


def ends(span: Span, at: datetime, zone: tzinfo) -> datetime:
    """When it is over: a day has 23 or 25 hours where the clocks are changed."""
    if span is Span.DAY:
        return midnight(at.astimezone(zone).date() + _DAY, zone)
    return begins(span, at, zone) + _LENGTHS[span]


def midnight(day: date, zone: tzinfo) -> datetime:
    return _moment(day, time(), zone)


def _moment(day: date, clock: time, zone: tzinfo) -> datetime:
    """Always one moment: of an hour that comes twice the first, of one that is left out what it would have been by the
    clock before (PEP 495).
    """
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Between these hours of the practice's own clock nothing is sent; over midnight where they begin later than they
    end. Each night is one stretch from one moment to a later one, however the clocks are changed within it.
    """

    begins: time
    ends: time
    zone: tzinfo

    def end_of_night(self, at: datetime) -> datetime | None:
        """When the quiet that `at` lies in is over; None where it does not lie in any."""
        today = at.astimezone(self.zone).date()
        for day in (today - _DAY, today):
            start, end = self._night(day)
            if start <= at < end:
                return end
        return None

    def opened(self, at: datetime) -> datetime:
        """The first moment from `at` on that is not quiet."""
        return self.end_of_night(at) or at

    @property
    def open_share(self) -> float:
        """How much of a day is not quiet."""
        return 1 - hours_between(self.begins, self.ends) / _DAY

    def _night(self, day: date) -> tuple[datetime, datetime]:
        """The quiet that begins on that day."""
        last = day if self.begins < self.ends else day + _DAY
        return _moment(day, self.begins, self.zone), _moment(last, self.ends, self.zone)


def warmed_up(start: int, cap: int, busiest: int) -> int | None:
    """How many a domain may send in a day whose `busiest` day of late had so many: at first `start`, then at most twice
    of what it has shown, until it has shown `cap`; None from then on. What was not used does not warm.
    """
    return None if busiest >= cap else min(cap, max(start, 2 * busiest))


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """One count, named as its row is (delivery.models.Window); workers lock them in this order."""

    scope: str
    begins_at: datetime
    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within what is counted, which ends then."""

    counted: Counted
    most: int
    brake: Brake
    ends_at: datetime

    def room(self, used: Mapping[Counted, int]) -> int:
        return max(0, self.most - used.get(self.counted, 0))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A notice that is due, of one physician's patient, who is with one mail provider."""

    notice: UUID
    physician: int
    bucket: str


def share_out(
    candidates: Iterable[Candidate], limits: Callable[[Candidate], Sequence[Limit]], used: Mapping[Counted, int]
) -> tuple[list[UUID], Counter[Counted]]:
    """Who may go now, in the order given, and what they use up. Who does not fit holds up nobody behind them."""
    chosen: list[UUID] = []
    taken: Counter[Counted] = Counter()
    for candidate in candidates:
        own = limits(candidate)
        if all(limit.room(used) > taken[limit.counted] for limit in own):
            chosen.append(candidate.notice)
            taken.update(limit.counted for limit in own)
    return chosen, taken
