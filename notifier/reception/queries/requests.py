"""Patients' requests as pages show them: nobody is named, every one has its clock."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from notifier.breaches.models import Case
from notifier.dossiers.queries.deadlines import ClockLine
from notifier.dossiers.queries.waiting import NOBODY, waiting_by_case
from notifier.law.deadlines.periods import day_of
from notifier.law.requests import ARTICLES, reply_clock
from notifier.notices.choices import RequestState
from notifier.notices.models import PatientRequest
from notifier.notices.rules.requests import REPLY, SAID, WHY_LATER, Said
from notifier.rosters.queries import open_person
from notifier.rosters.queries.pages import Masked, mask
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import open_reason

_WAITING, _DONE = 200, 100


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request with its clock; `masked` is its patient, where known and to be seen."""

    row: PatientRequest
    clock: ClockLine
    masked: Masked | None = None

    @property
    def article(self) -> str:
        return ARTICLES[self.row.kind]

    @property
    def last_day(self) -> date:
        """The last day on which a reply is in time."""
        end = self.clock.clock.limit or self.row.received_at
        return day_of(end - timedelta(microseconds=1))

    @property
    def is_open(self) -> bool:
        return self.row.state == RequestState.OPEN


@dataclass(frozen=True, slots=True)
class RequestsView:
    """The open ones by their limits, then the latest that are done. `waiting` counts all open ones, `late` those of
    them past their limit.
    """

    waiting: int
    late: int
    open: list[RequestLine]
    done: list[RequestLine]


@dataclass(frozen=True, slots=True)
class Words:
    """What lies sealed with a request; empty where there is nothing."""

    said: Said = field(repr=False)
    why_later: str = field(repr=False)
    reply: str = field(repr=False)


def requests_view(case: Case, at: datetime, *, with_people: bool) -> RequestsView:
    """Three queries, and two more to mask people."""
    rows = PatientRequest.objects.filter(case=case).select_related("notice__patient")
    counts = waiting_by_case([case.pk], at).get(case.pk, NOBODY)
    waiting = list(rows.open().order_by("received_at", "pk")[:_WAITING])
    done = list(rows.exclude(state=RequestState.OPEN).order_by("-answered_at", "pk")[:_DONE])
    masks = _masks(case, [*waiting, *done]) if with_people else {}
    lines = sorted((request_line(row, at, masks) for row in waiting), key=lambda line: _limit(line, at))
    return RequestsView(counts.count, counts.late, lines, [request_line(row, at, masks) for row in done])


def request_line(row: PatientRequest, at: datetime, masks: dict[UUID, Masked] | None = None) -> RequestLine:
    clock = reply_clock(str(row.pk), row.received_at, extended_at=row.extended_at, replied_at=row.answered_at)
    masked = (masks or {}).get(row.notice.patient_id) if row.notice and row.notice.patient_id else None
    return RequestLine(row, ClockLine(clock, at), masked)


def words_of(row: PatientRequest) -> Words:
    """What the patient said and what was replied. Raises NoDataKey, CannotOpen."""
    sealer = sealer_for(row.case_id)

    def opened(table: str, sealed: bytes | memoryview | None) -> str:
        return open_reason(sealer, table, row.pk, bytes(sealed)) if sealed is not None else ""

    said = opened(SAID, row.sealed)
    return Words(
        said=Said.from_text(said) if said else Said(),
        why_later=opened(WHY_LATER, row.extension),
        reply=opened(REPLY, row.answer),
    )


def _masks(case: Case, rows: list[PatientRequest]) -> dict[UUID, Masked]:
    patients = [row.notice.patient for row in rows if row.notice and row.notice.patient]
    if not patients:
        return {}  # A case that lost its key shows an empty list.
    sealer = sealer_for(case.pk)
    return {patient.pk: mask(patient, open_person(patient, sealer)) for patient in patients}


def _limit(line: RequestLine, at: datetime) -> datetime:
    return line.clock.clock.limit or at
