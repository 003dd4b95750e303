"""What is known of cases, as the law's clocks want it. Computed anew each time; nothing of it is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min

from notifier.breaches.models import Case, Filing
from notifier.breaches.queries.deciding import standing
from notifier.breaches.queries.ledger import moments_in_force
from notifier.law.deadlines.clock import Clock
from notifier.law.deadlines.facts import CaseFacts, Request, clocks
from notifier.law.deadlines.periods import day_of
from notifier.law.ledger import AwarenessKind
from notifier.law.risk import Risk
from notifier.notices.choices import State
from notifier.notices.models import Notice, PatientRequest, Wording
from notifier.notices.rules.states import INFORMED, WITHDRAWN
from notifier.rosters.models import Patient


@dataclass(frozen=True, slots=True)
class Decided:
    """What the controller decided: None until it is."""

    risk: Risk | None = None
    is_direct_owed: bool | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The newest wording of a case."""

    begun_at: datetime
    approved_at: datetime | None


def clocks_of(cases: Iterable[Case]) -> dict[UUID, tuple[Clock, ...]]:
    """Every clock of each case; seven queries, whatever their number."""
    return {pk: clocks(facts) for pk, facts in facts_of(cases).items()}


def facts_of(cases: Iterable[Case]) -> dict[UUID, CaseFacts]:
    """The moments of each case; seven queries."""
    known = list(cases)
    ids = [case.pk for case in known]
    filed, ledgers, drafts = _filed(ids), moments_in_force(ids), _drafts(ids)
    told, decisions, requests = _told(ids), decided(ids), _requests(ids)
    found = {}
    for case in known:
        moments, draft = ledgers.get(case.pk, {}), drafts.get(case.pk)
        decision = decisions.get(case.pk, Decided())
        found[case.pk] = CaseFacts(
            aware_at=case.aware_at,
            risk=decision.risk,
            is_direct_owed=decision.is_direct_owed,
            vendor_knew_at=moments.get(AwarenessKind.VENDOR_KNEW),
            vendor_told_at=moments.get(AwarenessKind.VENDOR_TOLD),
            filed_at=filed.get(case.pk),
            told_at=told.get(case.pk),
            draft_begun_at=draft.begun_at if draft else None,
            draft_approved_at=draft.approved_at if draft else None,
            closed_at=case.closed_at,
            requests=requests.get(case.pk, ()),
        )
    return found


def decided(cases: Iterable[UUID]) -> dict[UUID, Decided]:
    """The controllers' decisions on the risk and on telling people. Undecided, every duty runs as if it were owed."""
    return {pk: Decided(risk, direct) for pk, (risk, direct) in standing(list(cases)).items()}


def _filed(cases: list[UUID]) -> dict[UUID, datetime]:
    return dict(Filing.objects.filter(case__in=cases).values_list("case").annotate(first=Min("filed_at")).order_by())


def _drafts(cases: list[UUID]) -> dict[UUID, Draft]:
    rows = Wording.objects.filter(case__in=cases).order_by("number")
    return {
        case: Draft(begun_at, approved_at)
        for case, begun_at, approved_at in rows.values_list("case", "created_at", "approval__approved_at")
    }


def _requests(cases: list[UUID]) -> dict[UUID, tuple[Request, ...]]:
    """The requests nobody answered yet, those of one day as one: their limits are the same, and a practice that many
    people write to is reminded of a day, not of each of them.
    """
    rows = PatientRequest.objects.open().filter(case__in=cases).order_by("received_at")
    days: dict[tuple[UUID, str, bool], Request] = {}
    for case, received_at, extended_at in rows.values_list("case", "received_at", "extended_at"):
        name = day_of(received_at).isoformat()
        days.setdefault((case, name, extended_at is not None), Request(name, received_at, extended_at=extended_at))
    found: dict[UUID, tuple[Request, ...]] = {}
    for (case, _name, _is_extended), request in days.items():
        found[case] = (*found.get(case, ()), request)
    return found


def _told(cases: list[UUID]) -> dict[UUID, datetime]:
    """When the last patient was told, of cases where nobody is left to tell."""
    rows = Notice.objects.filter(case__in=cases).values_list("case", "state").annotate(latest=Max("changed_at"))
    latest: dict[UUID, datetime] = {}
    waiting: set[UUID] = _unowed(cases)
    for case, state, at in rows.order_by():
        if State(state) in INFORMED:
            latest[case] = max(at, latest.get(case, at))
        elif State(state) not in WITHDRAWN:
            waiting.add(case)
    return {case: at for case, at in latest.items() if case not in waiting}


def _unowed(cases: list[UUID]) -> set[UUID]:
    """Cases with a patient nobody owes a notice yet."""
    rows = Patient.objects.filter(case__in=cases, notice__isnull=True).values_list("case").annotate(Count("pk"))
    return {case for case, _count in rows.order_by()}
