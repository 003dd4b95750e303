"""The clocks of a case as a page shows them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notifier.breaches.models import Case
from notifier.delivery.models import Handover
from notifier.delivery.queries.clocks import clocks_of
from notifier.delivery.queries.providers import handovers_of
from notifier.law.deadlines.clock import Clock, Duty, State
from notifier.law.deadlines.labels import DUTIES, STOPS
from notifier.law.deadlines.periods import instant
from notifier.law.words import Words

_MOODS = {
    State.WAITING: "waiting",
    State.SOON: "attention",
    State.LATE: "late",
    State.STOPPED: "done",
    State.STOPPED_LATE: "attention",
}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A clock, seen at a moment."""

    clock: Clock
    at: datetime
    # Of the copies a provider holds: whose they are.
    handover: Handover | None = None

    @property
    def duty(self) -> Words:
        return DUTIES[self.clock.duty]

    @property
    def stop(self) -> Words:
        return STOPS[self.clock.stops_with]

    @property
    def state(self) -> State:
        return self.clock.state(self.at)

    @property
    def mood(self) -> str:
        """The state's colour word."""
        return _MOODS[self.state]

    @property
    def left(self) -> timedelta | None:
        return self.clock.left(self.at)

    @property
    def age(self) -> timedelta:
        return self.clock.age(self.at)

    @property
    def overdue(self) -> timedelta:
        """How long the limit has passed; nought where none is set or it lies ahead."""
        return _past(self.clock.limit, self.at)

    @property
    def late_by(self) -> timedelta:
        """How long after the limit the act was done; nought where it was in time, or is not done."""
        return _past(self.clock.limit, self.clock.stopped_at) if self.clock.stopped_at else timedelta()

    @property
    def is_past_target(self) -> bool:
        """Older than what to aim at, where no limit makes it late."""
        return bool(_past(self.clock.target, self.at))

    @property
    def has_own_limit(self) -> bool:
        """Whether the limit says more than the target does."""
        return self.clock.limit is not None and self.clock.limit != self.clock.target


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """Every clock of a case. `owes_reasons` where the authority's is late and nobody wrote down why."""

    lines: list[ClockLine]
    is_late: bool
    owes_reasons: bool


def deadlines_view(case: Case, at: datetime) -> DeadlinesView:
    """Thirteen queries at most."""
    clocks = clocks_of([case])[case.pk]
    held = handovers_of(case) if any(clock.duty is Duty.PROVIDER_ERASURE for clock in clocks) else {}
    lines = [ClockLine(clock, at, held.get(clock.id.rpartition(":")[2])) for clock in clocks]
    is_late = any(line.clock.needs_reasons(at) for line in lines if line.clock.duty is Duty.AUTHORITY)
    return DeadlinesView(lines, is_late, is_late and not case.late_reasons.exists())


def _past(end: datetime | None, at: datetime) -> timedelta:
    return max(timedelta(), instant(at) - instant(end)) if end is not None else timedelta()
