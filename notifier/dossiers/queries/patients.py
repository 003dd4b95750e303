"""Reads for one patient's page, and for putting them right."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from notifier.mailroom.rules.posting import presumed_on
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.queries.circumstances import circumstances_of
from notifier.notices.rules.routing import Route, route
from notifier.rosters.models import Patient
from notifier.rosters.queries import open_person
from notifier.rosters.rules.person import Person
from notifier.vault.keystore import sealer_for


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the patient's notice stands; None for all before any is owed. `posted_on` is the day its letter was posted;
    without any return it is presumed delivered from `presumed_on` on.
    """

    state: State | None
    changed_at: datetime | None
    posted_on: date | None = None
    notice: UUID | None = None

    @property
    def presumed_on(self) -> date | None:
        return presumed_on(self.posted_on) if self.posted_on and self.state is State.POSTED else None


def person_of(patient: Patient) -> Person:
    """Two queries. Raises NoDataKey, CannotOpen."""
    return open_person(patient, sealer_for(patient.case_id))


def standing_of(patient: Patient) -> Standing:
    rows = Notice.objects.filter(patient=patient).order_by("number")
    row = rows.values_list("state", "changed_at", "posted_on", "pk").first()
    return Standing(State(row[0]), *row[1:]) if row else Standing(None, None)


def planned_route(patient: Patient, year: int, *, by_letter: bool = False) -> Route:
    """The way a notice to this patient takes as they are known now; `by_letter` where it must be paper."""
    known = circumstances_of(patient, year)
    return route(replace(known, has_email=known.has_email and not by_letter))
