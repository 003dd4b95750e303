"""What is known of cases, as the law's clocks want it. Computed anew each time; nothing of it is stored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from notifier.breaches.choices import FilingKind
from notifier.breaches.models import Case, Filing
from notifier.breaches.queries.contracts import contract_hours
from notifier.breaches.queries.deciding import standing
from notifier.breaches.queries.ledger import moments_in_force
from notifier.delivery.queries.providers import held_copies
from notifier.law.deadlines.clock import Clock
from notifier.law.deadlines.facts import CaseFacts, Request, clocks
from notifier.law.deadlines.periods import day_of
from notifier.law.ledger import AwarenessKind
from notifier.law.risk import Risk
from notifier.notices.choices import State
from notifier.notices.models import Notice, PatientRequest, Wording
from notifier.notices.rules.states import INFORMED, WITHDRAWN
from notifier.rosters.models import Patient
from notifier.rosters.queries.counts import affected_by_case


@dataclass(frozen=True, slots=True)
class Decided:
    """What the controller decided: None until it is."""

    risk: Risk | None = None
    is_direct_owed: bool | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """The first filing, whether it told all the authority asks, and else since when a later one does."""

    filed_at: datetime | None = None
    is_complete: bool = True
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The newest wording of a case."""

    begun_at: datetime
    approved_at: datetime | None


def clocks_of(cases: Iterable[Case]) -> dict[UUID, tuple[Clock, ...]]:
    """Every clock of each case; seven to eleven queries, whatever the number of cases."""
    return {pk: clocks(facts) for pk, facts in facts_of(cases).items()}


def facts_of(cases: Iterable[Case]) -> dict[UUID, CaseFacts]:
    """The moments of each case; seven to eleven queries."""
    known = list(cases)
    ids = [case.pk for case in known]
    filed, ledgers, drafts = _filed(ids), moments_in_force(ids), _drafts(ids)
    told, decisions = _told(ids), decided(ids)
    copies, requests = held_copies(ids), _requests(ids)
    knew = {pk: kinds[AwarenessKind.VENDOR_KNEW] for pk, kinds in ledgers.items() if AwarenessKind.VENDOR_KNEW in kinds}
    hours = contract_hours(knew)
    found = {}
    for case in known:
        moments, draft = ledgers.get(case.pk, {}), drafts.get(case.pk)
        decision, filing = decisions.get(case.pk, Decided()), filed.get(case.pk, Filed())
        found[case.pk] = CaseFacts(
            aware_at=case.aware_at,
            risk=decision.risk,
            is_direct_owed=decision.is_direct_owed,
            vendor_knew_at=moments.get(AwarenessKind.VENDOR_KNEW),
            vendor_told_at=moments.get(AwarenessKind.VENDOR_TOLD),
            contract_hours=hours.get(case.pk),
            filed_at=filing.filed_at,
            is_filing_complete=filing.is_complete,
            completed_at=filing.completed_at,
            told_at=told.get(case.pk),
            draft_begun_at=draft.begun_at if draft else None,
            draft_approved_at=draft.approved_at if draft else None,
            closed_at=case.closed_at,
            requests=requests.get(case.pk, ()),
            handovers=copies.get(case.pk, ()),
        )
    return found


def decided(cases: Iterable[UUID]) -> dict[UUID, Decided]:
    """The controllers' decisions on the risk and on telling people. Undecided, every duty runs as if it were owed."""
    return {pk: Decided(risk, direct) for pk, (risk, direct) in standing(list(cases)).items()}


def _filed(cases: list[UUID]) -> dict[UUID, Filed]:
    """The first filing stops the clock; what it lacked is owed until one is complete, or all is withdrawn."""
    found: dict[UUID, Filed] = {}
    rows = Filing.objects.filter(case__in=cases).order_by("filed_at", "pk")
    for case, kind, filed_at, is_complete in rows.values_list("case", "kind", "filed_at", "is_complete"):
        ends = is_complete or kind == FilingKind.WITHDRAWAL
        first = found.setdefault(case, Filed(filed_at, is_complete=ends))
        if ends and not first.is_complete and first.completed_at is None:
            found[case] = replace(first, completed_at=filed_at)
    return found


def _drafts(cases: list[UUID]) -> dict[UUID, Draft]:
    rows = Wording.objects.filter(case__in=cases, follow_up="").order_by("number")
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
    counts: dict[UUID, Counter[State]] = {}
    rows = Notice.objects.first_ones().filter(case__in=cases).values_list("case", "state").annotate(count=Count("*"))
    for case, state, count in rows.order_by():
        counts.setdefault(case, Counter())[State(state)] = count
    ended = [case for case, states in counts.items() if set(states) <= INFORMED | WITHDRAWN and set(states) & INFORMED]
    waiting = _unowed(ended, {case: states.total() for case, states in counts.items()})
    told = Notice.objects.first_ones().filter(
        case__in=[case for case in ended if case not in waiting], state__in=INFORMED
    )
    return dict(told.values_list("case").annotate(Max("changed_at")).order_by())


def _unowed(cases: list[UUID], noticed: Mapping[UUID, int]) -> set[UUID]:
    """Cases with a patient nobody owes a notice yet. Who has as many notices as patients were ever brought in is left
    out without looking at each.
    """
    affected = affected_by_case(cases) if cases else {}
    doubtful = [case for case in cases if noticed[case] < affected.get(case, 0)]
    rows = Patient.objects.filter(case__in=doubtful, notice__isnull=True).values_list("case").annotate(Count("pk"))
    return {case for case, _count in rows.order_by()}
