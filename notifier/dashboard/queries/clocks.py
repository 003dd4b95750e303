"""The Article 33 clock of a case, as a page shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notifier.breaches.models import Case
from notifier.law.deadlines import AuthorityDeadline, authority_deadline

_SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Clock:
    """Computed at `now`, never stored. Only a filing stops it."""

    aware_at: datetime
    deadline: AuthorityDeadline
    filed_at: datetime | None
    now: datetime

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
        return self.filed_at is None and self.deadline.is_late(self.now)

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
        if self.filed_at is not None:
            return "done"
        if self.is_late:
            return "late"
        return "attention" if self.left < _SOON else "waiting"


def clock(case: Case, now: datetime) -> Clock:
    """Costs the case's filings where they are not prefetched."""
    filed = [filing.filed_at for filing in case.filings.all()]
    return Clock(case.aware_at, authority_deadline(case.aware_at), min(filed, default=None), now)
