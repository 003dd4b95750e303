"""How fast things go out just now, and when they will be finished if that lasts."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from notifier.delivery.choices import Brake, Outcome
from notifier.delivery.models import Attempt
from notifier.delivery.queries.slowing import Slowing
from notifier.delivery.rules import finished_at
from notifier.delivery.rules.handfuls import NOT_BEGUN
from notifier.lib.ids import uuid7

# The latest attempts of all cases: a fixed amount of reading, whatever the pace.
_SAMPLE = 1000
_WITHIN = timedelta(minutes=10)
_DONE = frozenset({Outcome.ACCEPTED, Outcome.MADE, Outcome.REFUSED})
_ERRORS = frozenset({Outcome.DEFERRED, Outcome.REFUSED, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Pace:
    """What was done of each case within `span`, and the code of its latest try that went wrong."""

    done: Mapping[UUID, int]
    errors: Mapping[UUID, str]
    span: timedelta
    at: datetime


@dataclass(frozen=True, slots=True)
class Forecast:
    """`ends_at` is None where nobody can say; `target` is when everyone should be told. `error` is the code of the
    latest try that went wrong, "" for none. `slowing` is what limits do to the case, `brake` whether they or the speed
    decide the end; `paced` counts cases whose controllers set a pace of their own, where several are looked at.
    """

    left: int
    per_minute: int
    ends_at: datetime | None
    target: datetime | None = None
    error: str = ""
    slowing: Slowing | None = None
    brake: Brake = Brake.SPEED
    paced: int = 0

    @property
    def is_after_target(self) -> bool:
        if self.ends_at is None:
            return self.target is not None and self.brake is not Brake.SPEED
        return self.target is not None and self.ends_at > self.target

    @property
    def is_late_by_limit(self) -> bool:
        """A limit, and not the speed, has the last ones told after the target."""
        return self.is_after_target and self.brake is not Brake.SPEED


def pace(at: datetime) -> Pace:
    """One query. Attempts have their moment in their key, so the latest are found without reading the others."""
    latest = Attempt.objects.filter(pk__gte=uuid7(at - _WITHIN, bytes(10)), started_at__gt=at - _WITHIN)
    rows = latest.order_by("-pk").values_list("notice__case", "started_at", "outcome", "code")[:_SAMPLE]
    done: Counter[UUID] = Counter()
    errors: dict[UUID, str] = {}
    since = at
    for case, started_at, outcome, code in rows:
        since = min(since, started_at)
        if outcome in _DONE:
            done[case] += 1
        if outcome in _ERRORS and code != NOT_BEGUN:
            errors.setdefault(case, code)
    return Pace(done, errors, at - since, at)


def forecast(
    known: Pace,
    cases: Collection[UUID],
    *,
    left: int,
    target: datetime | None = None,
    slowing: Slowing | None = None,
    paced: int = 0,
) -> Forecast:
    """For one case or several together: the speed or the limits, whichever lasts longer."""
    done = sum(known.done.get(case, 0) for case in cases)
    minutes = known.span / timedelta(minutes=1)
    by_speed = finished_at(left=left, done=done, span=known.span, at=known.at)
    if by_speed is not None and slowing is not None:
        # It begins when something goes again, and nights take their part of what the speed alone would need.
        by_speed = (slowing.until or known.at) + (by_speed - known.at) / slowing.open_share
    ends_at, brake = _last(by_speed, slowing)
    return Forecast(
        left=left,
        per_minute=round(done / minutes) if minutes else 0,
        ends_at=ends_at,
        target=target,
        error=next((known.errors[case] for case in cases if case in known.errors), ""),
        slowing=slowing,
        brake=brake,
        paced=paced,
    )


def _last(by_speed: datetime | None, slowing: Slowing | None) -> tuple[datetime | None, Brake]:
    """The later of both; where a limit lets the last one go in years, nobody can say."""
    if slowing is None or slowing.brake is None:
        return by_speed, Brake.SPEED
    if slowing.ends_at is None or by_speed is None or slowing.ends_at > by_speed:
        return slowing.ends_at, slowing.brake
    return by_speed, Brake.SPEED
