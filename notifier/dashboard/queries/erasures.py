"""When a case's patients' data go, as a page announces it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from notifier.breaches.models import Case
from notifier.dossiers.queries.keeping import erasure_day
from notifier.dossiers.rules.retention import retention


@dataclass(frozen=True, slots=True)
class Erasure:
    """Of a closed case, seen on `today`. `is_over` from the erasure's first step on."""

    day: date
    today: date
    is_over: bool
    can_be_postponed: bool

    @property
    def days_left(self) -> int:
        return max(0, (self.day - self.today).days)

    @property
    def is_loud(self) -> bool:
        return not self.is_over and self.days_left <= retention().loud_days


def erasure(case: Case, now: datetime) -> Erasure | None:
    """None while the case is open; no query."""
    day = erasure_day(case)
    if day is None:
        return None
    can_be_postponed = not case.is_erased and case.postponed_to is None
    return Erasure(day, timezone.localdate(now), case.is_erased, can_be_postponed)
