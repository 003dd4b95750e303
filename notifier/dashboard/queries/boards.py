"""The DPO's board of a breach, and the list a person begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from notifier.accounts.models import User
from notifier.breaches.models import Breach, Case
from notifier.breaches.queries.following import assignees
from notifier.dashboard.choices import Sorting, Watch
from notifier.dashboard.queries.clocks import Clock, clock
from notifier.dashboard.queries.erasures import Erasure, erasure
from notifier.dashboard.queries.standings import Standing, after, in_order, standings, watched
from notifier.dashboard.queries.sums import Sums, sums_by_case, sums_together
from notifier.delivery.models import CasePace, Halt
from notifier.delivery.queries.clocks import clocks_of
from notifier.delivery.queries.completeness import incomplete
from notifier.delivery.queries.halts import halts_on
from notifier.delivery.queries.pace import Forecast, forecast, pace
from notifier.delivery.queries.slowing import relay_slowing
from notifier.dossiers.queries.deadlines import ClockLine
from notifier.dossiers.queries.waiting import NOBODY, Waiting, waiting_by_case
from notifier.law.deadlines.clock import Clock as LawClock
from notifier.law.deadlines.clock import Duty
from notifier.law.deadlines.labels import next_due

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a board is asked for: which cases, in which order, behind which one."""

    watch: Watch = Watch.ALL
    sorting: Sorting = Sorting.URGENT
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case on the board."""

    case: Case
    clock: Clock
    standing: Standing
    erasure: Erasure | None
    assigned: list[str]
    # The clock that ends first of those that run, unless it is the authority's, which has its column.
    next: ClockLine | None
    sums: Sums
    # The clock of a draft that has waited too long.
    draft: ClockLine | None

    @property
    def patients(self) -> int:
        return self.standing.patients


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the cases of a breach the user sees; the sums and counts are of all of them. `next` asks for the page
    behind this one.
    """

    breach: Breach
    wanted: Wanted
    rows: list[CaseRow]
    next: UUID | None
    cases: int
    patients: int
    counts: Mapping[Watch, int]
    total: Sums
    forecast: Forecast | None
    halts: list[Halt]
    # Cases of which not everyone is accounted for.
    incomplete: list[Case]
    requests: Waiting
    # The cases of this filter that are not on this page.
    elsewhere: list[UUID]

    @property
    def late(self) -> int:
        return self.counts[Watch.LATE]

    @property
    def chosen(self) -> int:
        """How many the filter shows, on all its pages."""
        return self.counts[self.wanted.watch]

    @property
    def is_moving(self) -> bool:
        return self.total.moving > 0


def visible_cases(user: User) -> QuerySet[Case]:
    """With what every board needs of them; two queries when read."""
    cases = Case.objects.visible_to(user).select_related("controller__organisation", "breach")
    return cases.prefetch_related("filings").order_by("aware_at", "pk")


def breach_board(breach: Breach, user: User, now: datetime, wanted: Wanted = Wanted()) -> Board:
    """Twenty-seven queries at most, whatever the number of cases and patients."""
    cases = Case.objects.visible_to(user).filter(breach=breach)
    everyone, seen = standings(breach, cases, user, now), cases.values("pk")
    chosen = in_order(watched(everyone, wanted.watch), wanted.sorting)
    left = after(everyone, chosen, wanted.after, wanted.sorting)
    shown = left[:PAGE]
    on_page, ids = {one.pk for one in shown}, [one.pk for one in everyone]
    total = sums_together(seen, waiting=sum(one.waiting for one in everyone))
    return Board(
        breach=breach,
        wanted=wanted,
        rows=_rows(shown, user, now),
        next=shown[-1].pk if len(left) > PAGE else None,
        cases=len(everyone),
        patients=sum(one.patients for one in everyone),
        counts={watch: len(watched(everyone, watch)) for watch in Watch},
        total=total,
        forecast=_forecast(ids, total.moving, now) if total.moving else None,
        halts=halts_on(breach, now),
        incomplete=_incomplete(ids, user),
        elsewhere=[one.pk for one in chosen if one.pk not in on_page],
        requests=sum(waiting_by_case((one.pk for one in everyone), now).values(), NOBODY),
    )


def _forecast(ids: list[UUID], left: int, now: datetime) -> Forecast:
    """Of all together: the limits of single practices are told on their own pages, and here only that there are some;
    two queries, and up to three more where the relay has limits.
    """
    paced = CasePace.objects.filter(case__in=ids).count()
    return forecast(pace(now), ids, left=left, slowing=relay_slowing(left, now), paced=paced)


def _incomplete(ids: list[UUID], user: User) -> list[Case]:
    wrong = incomplete(ids)
    return list(visible_cases(user).filter(pk__in=wrong)) if wrong else []


def _rows(shown: list[Standing], user: User, now: datetime) -> list[CaseRow]:
    ids = [one.pk for one in shown]
    cases = {case.pk: case for case in visible_cases(user).filter(pk__in=ids)}
    names, clocks, sums = assignees(ids), clocks_of(cases.values()), sums_by_case(ids)
    rows = []
    for one in shown:
        # Erased or taken from the user's sight a moment ago.
        if (case := cases.get(one.pk)) is not None:
            law = clocks[case.pk]
            rows.append(
                CaseRow(
                    case=case,
                    clock=clock(case, now, risk=one.risk),
                    standing=one,
                    erasure=erasure(case, now),
                    assigned=names.get(one.pk, []),
                    next=_coming(case, law, now),
                    sums=Sums(sums[one.pk].by_state, one.waiting),
                    draft=_old_draft(case, law, now),
                )
            )
    return rows


def _coming(case: Case, clocks: tuple[LawClock, ...], now: datetime) -> ClockLine | None:
    coming = next_due(clocks, now) if case.is_open else None
    return ClockLine(coming, now) if coming and coming.duty is not Duty.AUTHORITY else None


def _old_draft(case: Case, clocks: tuple[LawClock, ...], now: datetime) -> ClockLine | None:
    """The alarm of a wording that lies unapproved (GDPR 34(1)), where it is due."""
    running = (one for one in clocks if one.duty is Duty.DRAFT and case.is_open and not one.is_stopped(now))
    return next((line for one in running if (line := ClockLine(one, now)).is_past_target), None)
