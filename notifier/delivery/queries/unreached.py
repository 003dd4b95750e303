"""Who has not been reached, and why: everyone of a case who is not informed, by one reason each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.queries.deciding import excepted_tiers
from notifier.delivery.models import Attempt
from notifier.delivery.queries.outbox import people_by_state
from notifier.delivery.rules import can_retry
from notifier.lib.ids import reference_digest
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.rules.states import INFORMED, MOVING
from notifier.rosters.models import Patient
from notifier.rosters.queries import open_person
from notifier.rosters.queries.counts import affected_by_case
from notifier.rosters.queries.pages import Masked, mask
from notifier.rosters.rules.person import Person
from notifier.vault.keystore import sealer_for

_PAGE = 50
_AT_ONCE = 500
_UNINFORMED = frozenset(State) - INFORMED
_CORRECTED = "patient.corrected"
# In the outbox, whatever a worker is doing with it.
OUTBOX = "outbox"
# Nobody has approved a notice for them; it was decided not to tell them directly.
UNOWED, EXCEPTED = "unowed", "excepted"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone is not informed: a state or what stands for one, and in it the reason to hold or the code of the last
    try.
    """

    kind: str
    detail: str = ""

    @property
    def key(self) -> str:
        """As an address may hold it."""
        return f"{self.kind}.{self.detail}" if self.detail else self.kind

    @classmethod
    def parse(cls, key: str) -> "Reason | None":
        """None for no key."""
        kind, _dot, detail = key.partition(".")
        return cls(kind, detail) if kind else None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by reason, the most frequent first; `retriable` is how many failed notices may be tried again, `refused`
    those of the others that could be if someone asks for it.
    """

    counts: list[tuple[Reason, int]]
    retriable: int
    refused: int

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Row:
    """One of those not informed; masked, None where the patient was erased or names are not shown."""

    pk: UUID
    reason: Reason
    since: datetime | None
    masked: Masked | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in a stable order; `next` is the key after which the next page begins, "" at the end."""

    rows: list[Row]
    next: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file. `reference` is a digest of what is printed on the notice; `person` only where names are
    asked for.
    """

    reference: str
    reason: Reason
    channel: str
    since: datetime | None
    person: Person | None = field(default=None, repr=False)


def summary(case: Case) -> Summary:
    """Seven queries at most, whatever the number of patients."""
    counts: Counter[Reason] = Counter()
    states = people_by_state(case.pk)
    for state in _UNINFORMED - {State.HELD, State.FAILED}:
        if states[state]:
            counts[_reason(state, "", "")] += states[state]
    held = (
        case.notices.first_ones()
        .filter(state=State.HELD)
        .values_list("hold_reason")
        .annotate(count=Count("*"))
        .order_by()
    )
    for hold, count in held:
        counts[Reason(State.HELD, hold)] += count
    codes = latest_codes(case.pk)
    for code, count in codes.items():
        counts[Reason(State.FAILED, code)] += count
    counts += _unowed_counts(case, states.total())
    retriable = sum(count for code, count in codes.items() if can_retry(code, is_corrected=False))
    retriable += _corrected_refusals(case)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0].key))
    return Summary(ordered, retriable, codes.total() - retriable)


def _unowed_counts(case: Case, notices: int) -> Counter[Reason]:
    """Where as many notices are as people were ever listed, each has one: a million patients are not looked through."""
    if notices >= affected_by_case([case.pk]).get(case.pk, 0):
        return Counter()
    excepted = excepted_tiers(case)
    rows = _unowed(case).values_list("tier").annotate(count=Count("*")).order_by()
    found: Counter[Reason] = Counter()
    for tier, count in rows:
        found[Reason(EXCEPTED if tier in excepted else UNOWED)] += count
    return found


def page(case: Case, reason: Reason | None, *, after: UUID | None) -> Page:
    """Up to 50 of everyone, or of one reason. Of those who have a notice first the notices are listed, of one of the
    other two reasons the patients. Four queries.
    """
    if reason is not None and reason.kind in {UNOWED, EXCEPTED}:
        return _patients_page(case, reason, after)
    notices = with_last_code(_of_reason(case, reason)).select_related("patient").order_by("pk")
    found = list((notices.filter(pk__gt=after) if after else notices)[: _PAGE + 1])
    if not found:
        return Page([], "")  # A case that lost its key shows an empty list.
    sealer = sealer_for(case.pk)
    rows = [
        Row(
            notice.pk,
            _reason(notice.state, notice.hold_reason, notice.last_code),
            notice.changed_at,
            mask(notice.patient, open_person(notice.patient, sealer)) if notice.patient else None,
        )
        for notice in found[:_PAGE]
    ]
    return Page(rows, str(found[_PAGE - 1].pk) if len(found) > _PAGE else "")


def lines(case: Case, *, with_names: bool) -> Iterator[Line]:
    """Everyone who is not informed, some hundreds at a time."""
    sealer = sealer_for(case.pk) if with_names else None
    notices = with_last_code(_uninformed(case)).select_related("patient").order_by("pk")
    for notice in notices.iterator(chunk_size=_AT_ONCE):
        yield Line(
            reference=reference_digest(notice.reference),
            reason=_reason(notice.state, notice.hold_reason, notice.last_code),
            channel=notice.channel,
            since=notice.changed_at,
            person=open_person(notice.patient, sealer) if sealer and notice.patient else None,
        )
    excepted = excepted_tiers(case)
    for patient in _unowed(case).order_by("pk").iterator(chunk_size=_AT_ONCE):
        kind = EXCEPTED if patient.tier in excepted else UNOWED
        yield Line("", Reason(kind), "", None, open_person(patient, sealer) if sealer else None)


def latest_codes(case: UUID) -> Counter[str]:
    """Why the case's notices failed, counted by the code of their last try; one query."""
    failed = with_last_code(Notice.objects.of_case(case).first_ones().filter(state=State.FAILED))
    rows = failed.values_list("last_code").annotate(count=Count("*")).order_by("-count", "last_code")
    return Counter(dict(rows))


def with_last_code(notices: NoticeQuerySet) -> Any:
    """With `last_code`, the code of the last try; empty where there was none. The checker cannot follow it."""
    last = Attempt.objects.filter(notice=OuterRef("pk")).order_by("-number").values("code")[:1]
    return notices.annotate(last_code=Coalesce(Subquery(last), Value("")))


def corrected_since(case: UUID) -> dict[UUID, datetime]:
    """When a patient of the case was last put right; one query over what is few."""
    events = Event.objects.filter(case_id=case, kind=_CORRECTED).order_by("pk")
    found = events.values_list("subject", "at")
    return {UUID(subject.removeprefix("patient:")): at for subject, at in found}


def _corrected_refusals(case: Case) -> int:
    """How many failed for good and were corrected since."""
    corrected = corrected_since(case.pk)
    if not corrected:
        return 0
    failed = with_last_code(case.notices.first_ones().filter(state=State.FAILED, patient__in=corrected))
    rows = failed.values_list("patient", "changed_at", "last_code")
    return sum(
        corrected[patient] >= changed_at and not can_retry(code, is_corrected=False)
        for patient, changed_at, code in rows
    )


def _uninformed(case: Case) -> NoticeQuerySet:
    return Notice.objects.of_case(case.pk).first_ones().filter(state__in=_UNINFORMED)


def _unowed(case: Case) -> QuerySet[Patient]:
    return case.patients.filter(notice__isnull=True)


def _reason(state: str, hold: str, code: str) -> Reason:
    if state == State.HELD:
        return Reason(state, hold)
    if state == State.FAILED:
        return Reason(state, code)
    return Reason(OUTBOX if State(state) in MOVING else state)


def _of_reason(case: Case, reason: Reason | None) -> Any:
    notices = _uninformed(case)
    if reason is None:
        return notices
    if reason.kind == OUTBOX:
        return notices.filter(state__in=MOVING)
    notices = notices.filter(state=reason.kind)
    if reason.kind == State.HELD:
        return notices.filter(hold_reason=reason.detail)
    if reason.kind == State.FAILED:
        return with_last_code(notices).filter(last_code=reason.detail)
    return notices


def _patients_page(case: Case, reason: Reason, after: UUID | None) -> Page:
    patients, excepted = _unowed(case).order_by("pk"), excepted_tiers(case)
    patients = patients.filter(tier__in=excepted) if reason.kind == EXCEPTED else patients.exclude(tier__in=excepted)
    found = list((patients.filter(pk__gt=after) if after else patients)[: _PAGE + 1])
    if not found:
        return Page([], "")
    sealer = sealer_for(case.pk)
    rows = [Row(one.pk, reason, None, mask(one, open_person(one, sealer))) for one in found[:_PAGE]]
    return Page(rows, str(found[_PAGE - 1].pk) if len(found) > _PAGE else "")
