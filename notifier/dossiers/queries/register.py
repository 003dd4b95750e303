"""The register's entries: of every case the user sees, notified or not, erased or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from notifier.accounts.models import User
from notifier.breaches.choices import Topic
from notifier.breaches.models import Breach, Case, Decision, Filing
from notifier.breaches.queries.deciding import standing
from notifier.dossiers.rules.register import Entry, RegisterFiling, is_late
from notifier.law.risk import Risk
from notifier.notices.models import Notice
from notifier.notices.rules.states import INFORMED
from notifier.rosters.queries.counts import affected_by_case

PAGE = 50
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None asks for all. Days are those of awareness."""

    breach: UUID | None = None
    filed: bool | None = None
    late: bool | None = None
    is_open: bool | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Entries, the latest awareness first; `older` is where the next page goes on."""

    entries: list[Entry]
    older: UUID | None


def breaches_of(user: User) -> list[tuple[UUID, str]]:
    """The breaches the register speaks of; one query."""
    seen = Case.objects.visible_to(user).values("breach")
    return list(Breach.objects.filter(pk__in=seen).order_by("title", "pk").values_list("pk", "title"))


def register_page(user: User, wanted: Wanted, after: UUID | None, now: datetime) -> RegisterPage:
    """Five queries, six after the first page."""
    rows = _rows(user, wanted)
    key = Case.objects.visible_to(user).filter(pk=after).values_list("aware_at", flat=True).first() if after else None
    if key is not None:
        rows = rows.filter(Q(aware_at__lt=key) | Q(aware_at=key, pk__lt=after), aware_at__lte=key)
    found = list(islice(_ids(rows, wanted, now), PAGE + 1))
    shown = found[:PAGE]
    return RegisterPage(entries(shown, now), shown[-1] if len(found) > PAGE else None)


def register_entries(user: User, wanted: Wanted, now: datetime) -> Iterator[Entry]:
    """All of them, some hundreds at a time."""
    ids = _ids(_rows(user, wanted), wanted, now)
    while some := list(islice(ids, _AT_ONCE)):
        yield from entries(some, now)


def entries(cases: list[UUID], now: datetime) -> list[Entry]:
    """The cases as entries, in the order given; five queries."""
    found = Case.objects.filter(pk__in=cases).select_related("breach__vendor", "controller__organisation")
    by_id = {case.pk: case for case in found.prefetch_related("filings")}
    affected, informed, decided = affected_by_case(cases), _informed(cases), standing(cases)
    return [
        _entry(by_id[pk], affected.get(pk), informed.get(pk, 0), decided.get(pk, (None, None))[0], now)
        for pk in cases
        if pk in by_id
    ]


def _rows(user: User, wanted: Wanted) -> QuerySet[Case]:
    filters: dict[str, Any] = {}
    if wanted.breach is not None:
        filters["breach"] = wanted.breach
    if wanted.is_open is not None:
        filters["closed_at__isnull"] = wanted.is_open
    if wanted.since is not None:
        filters["aware_at__gte"] = _midnight(wanted.since)
    if wanted.until is not None:
        filters["aware_at__lt"] = _midnight(wanted.until + timedelta(days=1))
    rows = Case.objects.visible_to(user).filter(**filters).order_by("-aware_at", "-pk")
    if wanted.filed is not None:
        is_filed = Exists(Filing.objects.filter(case=OuterRef("pk")))
        rows = rows.filter(is_filed if wanted.filed else ~is_filed)
    return rows


def _ids(rows: QuerySet[Case], wanted: Wanted, now: datetime) -> Iterator[UUID]:
    """Whether a case is late is computed, never stored: it is asked row by row, of four columns."""
    decided = Decision.objects.filter(case=OuterRef("pk"), topic=Topic.RISK).order_by("-number").values("value")[:1]
    annotated = rows.annotate(first=Min("filings__filed_at"), risk=Subquery(decided))
    columns = annotated.values_list("pk", "aware_at", "first", "risk")
    for pk, aware_at, first, risk in columns.iterator(chunk_size=_AT_ONCE):
        if wanted.late is None or is_late(aware_at, first, now, risk=Risk(risk) if risk else None) is wanted.late:
            yield pk


def _entry(case: Case, affected: int | None, informed: int, risk: Risk | None, now: datetime) -> Entry:
    filings = sorted(case.filings.all(), key=lambda filing: (filing.filed_at, filing.pk))
    breach = case.breach
    return Entry(
        case=case.pk,
        controller=case.controller.organisation.name,
        siren=case.controller.siren,
        breach=breach.title,
        vendor=breach.vendor.name if breach.vendor else "",
        began_on=breach.began_on,
        ended_on=breach.ended_on,
        categories=tuple(breach.categories),
        aware_at=case.aware_at,
        filings=tuple(_filing(filing) for filing in filings),
        affected=affected,
        informed=informed,
        closed_at=case.closed_at,
        erased_at=case.erased_at,
        is_late=is_late(case.aware_at, filings[0].filed_at if filings else None, now, risk=risk),
    )


def _filing(filing: Filing) -> RegisterFiling:
    return RegisterFiling(filing.kind, filing.filed_at, filing.channel, filing.receipt, filing.is_complete)


def _informed(cases: Iterable[UUID]) -> dict[UUID, int]:
    rows = Notice.objects.first_ones().filter(case__in=list(cases), state__in=INFORMED).values("case")
    return {row["case"]: row["count"] for row in rows.annotate(count=Count("*")).order_by()}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
