"""What the events of a case say of its notices, and what there is: aggregates for the standing check, and every single
notice for the thorough one. Ask both inside `one_moment`, or what moves meanwhile looks like a difference.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count

from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, Completeness
from notifier.notices.choices import State
from notifier.notices.queries import unowed_patients
from notifier.notices.rules.accounting import (
    ASKED_FROM,
    IN_THE_OUTBOX,
    LEADS_TO,
    Counted,
    Difference,
    Kind,
    Said,
    differences,
    is_from,
    place,
)
from notifier.rosters.queries.counts import affected_by_case

_BATCH = 1000
# Acts of which each case has few; their numbers are in the event.
_READ = ("roster.imported", "notices.owed", "follow_ups.owed", "patient.erased")
# What a notice in this state must have had.
_NEEDS: Mapping[State, frozenset[str]] = {
    State.SENT: frozenset({Outcome.ACCEPTED.value}),
    State.SENDING: frozenset({Outcome.STARTED.value}),
    State.IN_DOUBT: frozenset({Outcome.UNKNOWN.value}),
    State.READY_TO_PRINT: frozenset({Outcome.MADE.value}),
    **dict.fromkeys((State.IN_RUN, State.POSTED, State.RETURNED), frozenset({Outcome.MADE.value})),
}


@dataclass(frozen=True, slots=True)
class Account:
    """Who a case was about and where each of them is. `excepted` are those not told directly, as was decided."""

    case: UUID
    said: Said
    counted: Counted
    excepted: int
    differences: tuple[Difference, ...]

    @property
    def awaiting(self) -> int:
        """Patients nobody has approved a notice for yet."""
        return self.counted.unowed - self.excepted


@contextmanager
def one_moment() -> Iterator[None]:
    """Reads inside see one state of the database, whatever is written meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def account(case: Case) -> Account:
    """The sums of a case; a fixed number of queries, and the bodies of few events."""
    said, counted = _said(case.pk), _counted(case)
    unowed = unowed_patients(case).count() if counted.patients is not None else 0
    return Account(
        case=case.pk,
        said=said,
        counted=counted,
        excepted=counted.unowed - unowed,
        differences=differences(said, counted),
    )


def compare_each(case: Case) -> tuple[Difference, ...]:
    """Every notice against the events and the attempts that name it, a thousand at a time. Of each kind, by state, how
    many contradict.
    """
    against_events: Counter[str] = Counter()
    against_attempts: Counter[str] = Counter()
    for batch in _batches(case):
        last, outcomes = _last_kinds(batch), _outcomes(batch)
        for pk, state in batch.items():
            if not _agrees(state, last.get(pk)):
                against_events[state.value] += 1
            if state in _NEEDS and not _NEEDS[state] & outcomes.get(pk, set()):
                against_attempts[state.value] += 1
    return (
        *_contradictions(Kind.NOTICE_AGAINST_EVENTS, against_events),
        *_contradictions(Kind.NOTICE_AGAINST_ATTEMPTS, against_attempts),
    )


def to_check(case: UUID | None, *, everything: bool) -> Iterator[Case]:
    """The open cases, or all; one case where it is given."""
    cases = Case.objects.order_by("pk")
    if case:
        cases = cases.filter(pk=case)
    elif not everything:
        cases = cases.filter(closed_at__isnull=True)
    yield from cases.iterator(chunk_size=500)


def incomplete(cases: Iterable[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Of these cases those that did not add up when last looked at; one query."""
    rows = Completeness.objects.filter(case__in=list(cases)).exclude(differences=[])
    return dict(rows.values_list("case", "differences"))


def last_checked(case: Case) -> datetime | None:
    return Completeness.objects.filter(case=case).values_list("checked_at", flat=True).first()


def _said(case: UUID) -> Said:
    events = Event.objects.filter(case_id=case)
    kinds = dict(events.values_list("kind").annotate(count=Count("pk")).order_by())
    accepted = erased = erased_unowed = unreadable = follow_ups = 0
    owed: Counter[str] = Counter()
    for event in _bodies(events.filter(kind__in=_READ)):
        kind, data = event["kind"], event["data"]
        if kind == "roster.imported":
            accepted += data["good"] - data["merged"]
        elif kind == "patient.erased":
            erased += 1
            erased_unowed += data["notice"] is None
        else:
            follow_ups += data["total"] if kind == "follow_ups.owed" else 0
            for route, count in data["by_route"].items():
                owed[route.partition(".")[0]] += count
    told_from: Counter[tuple[str, str]] = Counter()
    for event in _bodies(events.filter(kind__in=ASKED_FROM)):
        before = str(event["data"].get("from", ""))
        if is_from(event["kind"], before):
            told_from[event["kind"], before] += 1
        else:
            unreadable += 1
    return Said(accepted, erased, erased_unowed, owed, kinds, told_from, unreadable, follow_ups)


def _bodies(events: Any) -> Iterator[Any]:
    for body in events.order_by("pk").values_list("body", flat=True).iterator(chunk_size=_BATCH):
        yield read_event(bytes(body))


def _counted(case: Case) -> Counted:
    rows = case.notices.values_list("state").annotate(count=Count("pk")).order_by()
    is_there = not case.is_erased
    return Counted(
        listed=affected_by_case([case.pk]).get(case.pk, 0),
        patients=case.patients.count() if is_there else None,
        unowed=case.patients.filter(notice__isnull=True).count() if is_there else 0,
        states={State(state): count for state, count in rows},
        attempts=Attempt.objects.filter(notice__case=case).count(),
        follow_ups=case.notices.filter(number__gt=1).count(),
    )


def _batches(case: Case) -> Iterator[dict[UUID, State]]:
    notices = case.notices.order_by("pk")
    batch = list(notices.values_list("pk", "state")[:_BATCH])
    while batch:
        yield {pk: State(state) for pk, state in batch}
        batch = list(notices.filter(pk__gt=batch[-1][0]).values_list("pk", "state")[:_BATCH])


def _last_kinds(batch: Mapping[UUID, State]) -> dict[UUID, str]:
    """The last event about each that says where it stands."""
    subjects = {f"notice:{pk}": pk for pk in batch}
    rows = Event.objects.filter(subject__in=subjects, kind__in=LEADS_TO).order_by("pk")
    return {subjects[subject]: kind for subject, kind in rows.values_list("subject", "kind")}


def _outcomes(batch: Mapping[UUID, State]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for notice, outcome in Attempt.objects.filter(notice__in=list(batch)).values_list("notice", "outcome"):
        found.setdefault(notice, set()).add(outcome)
    return found


def _agrees(state: State, last: str | None) -> bool:
    """Nothing told of a notice yet: it waits as it was owed."""
    return place(state) in ({IN_THE_OUTBOX, State.HELD.value} if last is None else {LEADS_TO[last]})


def _contradictions(kind: Kind, counts: Mapping[str, int]) -> list[Difference]:
    return [Difference(kind, 0, count, state) for state, count in sorted(counts.items())]
