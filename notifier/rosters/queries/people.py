"""Opening one sealed person."""

from notifier.rosters.models import Patient
from notifier.rosters.rules.person import Person
from notifier.vault.sealing import Sealer


def open_person(patient: Patient, sealer: Sealer) -> Person:
    """Who the patient is; `sealer` is the case's. Raises CannotOpen."""
    return Person.from_bytes(sealer.open("patients", patient.pk, bytes(patient.sealed)))
