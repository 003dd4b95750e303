"""Reads for the pages of a roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notifier.breaches.models import Case
from notifier.rosters.models import Patient
from notifier.rosters.queries.explain import explain
from notifier.rosters.queries.people import open_person
from notifier.rosters.rules.examination import Examination
from notifier.rosters.rules.person import Person
from notifier.vault.keystore import sealer_for

_PAGE = 50
_LINES = 50


@dataclass(frozen=True, slots=True)
class Masked:
    """One patient as a list may show them."""

    pk: UUID
    initials: str
    town: str
    has_email: bool
    has_address: bool
    tier: str


@dataclass(frozen=True, slots=True)
class MaskedPage:
    """Rows in a stable order; `next` is the key after which the next page begins, "" at the end."""

    rows: Sequence[Masked]
    next: str


def masked_page(case: Case, *, after: str) -> MaskedPage:
    """Up to 50 patients after a key; a key that is none begins at the front. Two queries."""
    patients = case.patients.order_by("pk")
    if key := _key(after):
        patients = patients.filter(pk__gt=key)
    found = list(patients[: _PAGE + 1])
    sealer = sealer_for(case.pk)
    rows = [mask(patient, open_person(patient, sealer)) for patient in found[:_PAGE]]
    return MaskedPage(rows, str(found[_PAGE - 1].pk) if len(found) > _PAGE else "")


def problem_lines(examination: Examination) -> list[str]:
    """The first problems as sentences."""
    return [explain(problem) for problem in examination.problems[:_LINES]]


def mask(patient: Patient, person: Person) -> Masked:
    """Initials and town, and what is no secret of theirs."""
    initials = f"{person.given_name[:1]}. {person.family_name[:1]}."
    return Masked(patient.pk, initials, person.town, patient.has_email, patient.has_address, patient.tier)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
