"""The Article 33 clock of a case, as a page shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notifier.breaches.models import Case
from notifier.law.deadlines import AuthorityDeadline, authority_deadline
from notifier.law.risk import Risk

_SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Clock:
    """Computed at `now`, never stored. Only a filing stops it."""

    aware_at: datetime
    deadline: AuthorityDeadline
    filed_at: datetime | None
    now: datetime
    # Unless the risk was decided to lie under what is notified.
    is_owed: bool = True

    @property
    def target(self) -> datetime:
        """The operational deadline: the earliest reading."""
        return self.deadline.naive

    @property
    def limit(self) -> datetime:
        return self.deadline.safe

    @property
    def hours(self) -> int:
        return self.deadline.rule.hours

    @property
    def is_late(self) -> bool:
        return self.is_running and self.deadline.is_late(self.now)

    @property
    def is_running(self) -> bool:
        """Owed and not done."""
        return self.is_owed and self.filed_at is None

    @property
    def was_late(self) -> bool:
        return self.filed_at is not None and self.deadline.is_late(self.filed_at)

    @property
    def left(self) -> timedelta:
        return max(timedelta(), self.target - self.now)

    @property
    def overdue(self) -> timedelta:
        return self.now - self.limit

    @property
    def mood(self) -> str:
        """The state's colour word."""
        if not self.is_running:
            return "done"
        if self.is_late:
            return "late"
        return "attention" if self.left < _SOON else "waiting"


def clock(case: Case, now: datetime, *, risk: Risk | None) -> Clock:
    """`risk` as it was decided. Costs the case's filings where they are not prefetched."""
    filed = [filing.filed_at for filing in case.filings.all()]
    deadline = authority_deadline(case.aware_at)
    is_owed = risk is None or deadline.rule.is_owed(risk)
    return Clock(case.aware_at, deadline, min(filed, default=None), now, is_owed)
