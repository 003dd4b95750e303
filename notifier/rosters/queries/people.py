"""One sealed person: opening them, and the columns of their row."""

from uuid import UUID

from notifier.law.age import majority_day
from notifier.rosters.models import Patient
from notifier.rosters.rules.buckets import bucket_of
from notifier.rosters.rules.person import Person, email_identity, identities, is_name_only
from notifier.rosters.rules.sharing import household, mailbox
from notifier.vault.sealing import Sealer


def open_person(patient: Patient, sealer: Sealer) -> Person:
    """Who the patient is; `sealer` is the case's. Raises CannotOpen."""
    return Person.from_bytes(sealer.open("patients", patient.pk, bytes(patient.sealed)))


def person_columns(person: Person, pk: UUID, sealer: Sealer, has_address: bool) -> dict[str, object]:
    """What the row `pk` holds of the person: the sealed blob, its indexes, and what routing needs in clear."""
    return {
        "sealed": sealer.seal("patients", pk, person.to_bytes()),
        "person_index": _own_index(person, pk, sealer),
        "email_index": email_index(person, sealer) if person.email else None,
        "mailbox_index": sealer.blind_index("mailbox", mailbox(person.email)) if person.email else None,
        "address_index": sealer.blind_index("address", home) if (home := household(person)) else None,
        "has_email": bool(person.email),
        "mail_bucket": bucket_of(person.email),
        "has_address": has_address,
        "language": person.language,
        "salutation": person.salutation,
        "majority_year": majority_day(person.birth_date).year if person.birth_date else None,
    }


def person_indexes(person: Person, sealer: Sealer) -> list[bytes]:
    """One per identity of the person; the row is found by the first."""
    return [sealer.blind_index("person", identity) for identity in identities(person)]


def email_index(person: Person, sealer: Sealer) -> bytes:
    return sealer.blind_index("email", email_identity(person.email))


def _own_index(person: Person, pk: UUID, sealer: Sealer) -> bytes:
    """What the row is found by; of a bare name nothing, only what makes the row one of its own."""
    return sealer.blind_index("row", pk.hex) if is_name_only(person) else person_indexes(person, sealer)[0]
