"""The DPO's board of a breach, and the list a person begins with."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from notifier.accounts.models import User
from notifier.breaches.models import Breach, Case
from notifier.dashboard.queries.clocks import Clock, clock
from notifier.dashboard.queries.erasures import Erasure, erasure
from notifier.dashboard.queries.sums import Sums, added, sums_by_case
from notifier.delivery.queries.clocks import clocks_of
from notifier.dossiers.queries.deadlines import ClockLine
from notifier.law.deadlines.clock import Clock as LawClock
from notifier.law.deadlines.clock import Duty
from notifier.law.deadlines.labels import next_due
from notifier.rosters.queries.counts import affected_by_case


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case on the board."""

    case: Case
    clock: Clock
    patients: int
    sums: Sums
    erasure: Erasure | None
    # The clock that ends first of those that run, unless it is the authority's, which has its column.
    next: ClockLine | None


@dataclass(frozen=True, slots=True)
class Board:
    """All cases of a breach the user sees, the most urgent first."""

    breach: Breach
    rows: list[CaseRow]
    total: Sums

    @property
    def patients(self) -> int:
        return sum(row.patients for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.clock.is_late for row in self.rows)

    @property
    def is_moving(self) -> bool:
        return self.total.moving > 0


def visible_cases(user: User) -> QuerySet[Case]:
    """With what every board needs of them; two queries when read."""
    cases = Case.objects.visible_to(user).select_related("controller__organisation", "breach")
    return cases.prefetch_related("filings").order_by("aware_at", "pk")


def breach_board(breach: Breach, user: User, now: datetime) -> Board:
    """Nine queries, whatever the number of cases and patients."""
    cases = list(visible_cases(user).filter(breach=breach))
    ids = [case.pk for case in cases]
    sums = sums_by_case(ids)
    patients = affected_by_case(ids)
    clocks = clocks_of(cases)
    rows = [_row(case, now, patients.get(case.pk, 0), sums[case.pk], clocks[case.pk]) for case in cases]
    rows.sort(key=lambda row: (row.clock.filed_at is not None, row.clock.target))
    return Board(breach, rows, added(row.sums for row in rows))


def _row(case: Case, now: datetime, patients: int, sums: Sums, clocks: tuple[LawClock, ...]) -> CaseRow:
    gone = erasure(case, now)
    # Nobody of an erased case waits for a notice any more.
    shown = sums if gone and gone.is_over else sums.among(patients)
    coming = next_due(clocks, now) if case.is_open else None
    line = ClockLine(coming, now) if coming and coming.duty is not Duty.AUTHORITY else None
    return CaseRow(case, clock(case, now), patients, shown, gone, line)
