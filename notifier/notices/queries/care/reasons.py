"""Why each of these waits, with all that stands against their notice now."""

from dataclasses import dataclass
from uuid import UUID

from notifier.breaches.models import Case
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.queries.circumstances import circumstances_of
from notifier.notices.rules.caring import Permitted, permitted, possible_from
from notifier.notices.rules.routing import Circumstances, reasons
from notifier.rosters.choices import CareFlag
from notifier.rosters.models import Patient


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice, its patient, and every reason to hold it, the gravest first."""

    notice: Notice
    patient: Patient
    known: Circumstances
    reasons: tuple[HoldReason, ...]

    @property
    def permitted(self) -> Permitted:
        found = permitted(
            self.reasons,
            has_email=self.known.is_mailed,
            has_address=self.known.has_address,
            wants_no_post=CareFlag.DO_NOT_POST in self.known.care,
        )
        return found.among(possible_from(State(self.notice.state)))


def waiting(case: Case, notices: NoticeQuerySet, year: int, *, to_change: bool = False) -> list[Waiting]:
    """Of notices that have a patient, in the order of their ids; two queries. What a list said since counts, and so
    does a text that still lacks. `to_change` locks the notices.
    """
    rows = notices.order_by("pk")
    found = list(rows.select_for_update() if to_change else rows)
    patients = case.patients.filter(notice__in=[notice.pk for notice in found])
    by_id: dict[UUID | None, Patient] = {patient.pk: patient for patient in patients}
    return [_waiting(notice, by_id[notice.patient_id], year) for notice in found]


def _waiting(notice: Notice, patient: Patient, year: int) -> Waiting:
    known = circumstances_of(patient, year)
    if notice.number > 1:
        known = known.once_told()
    lacks_text = notice.state == State.HELD and notice.hold_reason == HoldReason.TEXT_NOT_APPROVED
    return Waiting(notice, patient, known, (*reasons(known), *([HoldReason.TEXT_NOT_APPROVED] if lacks_text else [])))
