"""When limits will have let the last one go, what pace to propose, and how much a limit must be raised. Values in,
values out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from math import ceil

from notifier.delivery.choices import Span
from notifier.delivery.rules.pacing import QuietHours, ends, midnight, warmed_up

# From so many patients of one physician on, their calls can be more than a practice answers in a day.
MANY = 300
_FAR = 3650
_DAY = timedelta(days=1)
_MINUTES = {Span.MINUTE: 1, Span.HOUR: 60}


@dataclass(frozen=True, slots=True)
class Hours:
    """When sending is possible at all: the practice's clock, and its quiet hours."""

    zone: tzinfo
    quiet: QuietHours | None = None

    def opened(self, at: datetime) -> datetime:
        return self.quiet.opened(at) if self.quiet else at

    def opening(self, days: int, at: datetime) -> datetime:
        """The first moment something can go, so many days after that of `at`; on the same day, from `at` on."""
        if not days:
            return self.opened(at)
        return self.opened(midnight(at.astimezone(self.zone).date() + days * _DAY, self.zone))

    @property
    def open_share(self) -> float:
        return self.quiet.open_share if self.quiet else 1.0


@dataclass(frozen=True, slots=True)
class Load:
    """Of one physician: how many patients still wait for their e-mail, and how many had theirs today."""

    left: int
    today: int = 0


def waves_end(loads: Sequence[Load], per_day: int, hours: Hours, at: datetime) -> datetime | None:
    """When the last wave begins; None where nobody waits, or it lies beyond ten years."""
    waves = [ceil(max(0, one.left - max(0, per_day - one.today)) / per_day) for one in loads if one.left]
    return hours.opening(max(waves), at) if waves and max(waves) <= _FAR else None


def days_until(target: datetime, hours: Hours, at: datetime) -> int:
    """On how many days, today's among them, something can still go before the target."""
    days = 0
    while days <= _FAR and hours.opening(days, at) < target:
        days += 1
    return days


def wave_for(loads: Sequence[Load], target: datetime, hours: Hours, at: datetime) -> int | None:
    """The smallest wave that has everyone told by the target; None where no wave has."""
    days = days_until(target, hours, at)
    return max((ceil((one.left + one.today) / days) for one in loads if one.left), default=None) if days else None


def proposed_wave(loads: Sequence[Load], target: datetime, hours: Hours, at: datetime) -> int | None:
    """A wave the telephone survives, where there are enough patients to need one and the target leaves the days for
    it: never smaller than the target allows (GDPR Article 34(1)).
    """
    if max((one.left for one in loads), default=0) <= MANY or days_until(target, hours, at) < 2:
        return None
    needed = wave_for(loads, target, hours, at)
    return None if needed is None else max(MANY, needed)


@dataclass(frozen=True, slots=True)
class Flow:
    """A limit on all that leaves, or on all that leaves for one provider: by minute, hour and day, with what is used of
    each now. `warm_up` is where it starts, where it ends, and the busiest day of late.
    """

    most: Mapping[Span, int]
    used: Mapping[Span, int]
    warm_up: tuple[int, int, int] | None = None

    def room(self, span: Span) -> int | None:
        return max(0, self.most[span] - self.used.get(span, 0)) if span in self.most else None

    def ends_at(self, left: int, hours: Hours, zone: tzinfo, at: datetime) -> datetime | None:
        """When `left` will have gone; None beyond ten years. A forecast: a day is taken to be used to its end."""
        rooms = [room for span in self.most if (room := self.room(span)) is not None]
        today = self._today(hours, zone, at)
        if left <= min([*rooms, *([] if today is None else [today])], default=left):
            return hours.opened(at)
        return self._later(left, today, hours, zone, at)

    def _later(self, left: int, today: int | None, hours: Hours, zone: tzinfo, at: datetime) -> datetime | None:
        start, capacity, busiest = hours.opened(at), today, self.warm_up[2] if self.warm_up else 0
        for day in range(_FAR):
            if capacity is None or left <= capacity:
                return hours.opened(start + timedelta(minutes=self._minutes(left)))
            left -= capacity
            busiest = max(busiest, capacity + (self.used.get(Span.DAY, 0) if not day else 0))
            start = hours.opened(midnight(at.astimezone(zone).date() + (day + 1) * _DAY, zone))
            capacity = self._capacity(1440 * hours.open_share, self._daily(busiest), 0)
        return None

    def _today(self, hours: Hours, zone: tzinfo, at: datetime) -> int | None:
        minutes = (ends(Span.DAY, at, zone) - at) / timedelta(minutes=1) * hours.open_share
        daily = self._daily(self.warm_up[2] if self.warm_up else 0)
        return self._capacity(minutes, daily, self.used.get(Span.DAY, 0))

    def _daily(self, busiest: int) -> int | None:
        warm = warmed_up(*self.warm_up[:2], busiest) if self.warm_up else None
        return min((one for one in (self.most.get(Span.DAY), warm) if one is not None), default=None)

    def _capacity(self, minutes: float, daily: int | None, used: int) -> int | None:
        by_rate = None if self._rate is None else int(self._rate * minutes)
        by_day = None if daily is None else max(0, daily - used)
        return min((one for one in (by_rate, by_day) if one is not None), default=None)

    def _minutes(self, left: int) -> float:
        return left / self._rate if self._rate else 0.0

    @property
    def _rate(self) -> float | None:
        """Messages a minute."""
        return min((self.most[span] / count for span, count in _MINUTES.items() if span in self.most), default=None)
