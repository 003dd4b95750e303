"""Good rows become sealed patients, some hundreds at a time."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from django.db.models import Q, QuerySet

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.lib.ids import uuid7
from notifier.practices.models import Physician
from notifier.rosters.actions.following import Learned, followers
from notifier.rosters.actions.households import Households
from notifier.rosters.choices import CareFlag, Tier
from notifier.rosters.models import Patient, Roster
from notifier.rosters.queries import email_index, open_person, person_columns, person_indexes
from notifier.rosters.rules.bits import from_bits, to_bits
from notifier.rosters.rules.examination import Examination, GroupCounts
from notifier.rosters.rules.person import Person, is_name_only
from notifier.rosters.rules.problems import ASK_CODES
from notifier.rosters.rules.rows import Record
from notifier.vault.keystore import sealer_for

_BATCH = 500
_MERGED_FIELDS = ["tier", "exposure", "care", "care_known", "seen_year"]


@dataclass(frozen=True, slots=True)
class Upload:
    """The file, what was found in it, and what a person agreed to."""

    data: bytes = field(repr=False)
    examination: Examination
    confirmed: Set[str]


class Writer:
    """Writes into one case, inside the caller's transaction. People an earlier row or roster named are not written
    again: what the new row adds to the leak or to the care is added to theirs, and who owes them a notice is told.
    """

    def __init__(self, case: Case, *, by: Actor, at: datetime) -> None:
        self.case = case
        self.roster = uuid4()
        self.merged = 0
        self.followed: Counter[str] = Counter()
        self._by = by
        self._at = at
        self._sealer = sealer_for(case.pk)
        physicians = Physician.objects.filter(controller_id=case.controller_id)
        self._physicians = dict(physicians.values_list("rpps", "pk"))
        self._had_patients = case.patients.exists()
        self._batch: list[Record] = []

    def add(self, row: Record) -> None:
        self._batch.append(row)
        if len(self._batch) == _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is left."""
        batch, self._batch = self._batch, []
        earlier = self.case.patients.exclude(roster=self.roster)
        known = self._known(batch, earlier) if self._had_patients else {}
        Patient.objects.bulk_create(self._patient(row) for row in batch if row.line not in known)
        self._merge(batch, known)
        self.merged += len(known)

    def absorb(self, repeats: Sequence[Record]) -> None:
        """Add what rows of this same list say beyond the ones they repeat, and find who shares what; call once, when
        the others are written.
        """
        for start in range(0, len(repeats), _BATCH):
            batch = repeats[start : start + _BATCH]
            self._merge(batch, self._known(batch, self.case.patients.all()))
        self._mark_households()

    def _patient(self, row: Record) -> Patient:
        pk = uuid7(self._at, os.urandom(10))
        return Patient(
            id=pk,
            case=self.case,
            roster_id=self.roster,
            physician_id=self._physicians[row.rpps],
            tier=row.tier,
            exposure=to_bits(row.exposure),
            care=to_bits(row.care),
            care_known=row.knows_care,
            seen_year=row.seen_year,
            **person_columns(row.person, pk, self._sealer, row.has_address),
        )

    def _known(self, batch: Sequence[Record], patients: QuerySet[Patient]) -> dict[int, Patient]:
        """By line, the one of the patients whom the row names again."""
        indexes = {row.line: self._person_indexes(row.person) for row in batch}
        by_index: dict[bytes, Patient] = {}
        emails = [email_index(row.person, self._sealer) for row in batch if row.person.email]
        wanted = Q(person_index__in=[one for many in indexes.values() for one in many]) | Q(email_index__in=emails)
        if any(is_name_only(row.person) for row in batch):
            # Nothing finds these but opening them; they are few, for nobody can write to them.
            wanted |= Q(has_email=False, has_address=False, majority_year=None)
        for patient in patients.filter(wanted):
            by_index[bytes(patient.person_index)] = patient
            # The index column holds one identity of a person who may have two; the others are behind the seal.
            for index in self._person_indexes(open_person(patient, self._sealer)):
                by_index[index] = patient
        found = {line: next(filter(None, map(by_index.get, own)), None) for line, own in indexes.items()}
        return {line: patient for line, patient in found.items() if patient is not None}

    def _merge(self, batch: Iterable[Record], known: dict[int, Patient]) -> None:
        before = {patient.pk: _said(patient) for patient in known.values()}
        for row in batch:
            if row.line in known:
                _absorb(known[row.line], row)
                self._absorb_telling(known[row.line], row)
        patients = {patient.pk: patient for patient in known.values()}
        changed = [patient for pk, patient in patients.items() if _said(patient) != before[pk]]
        if changed:
            Patient.objects.bulk_update(changed, _MERGED_FIELDS)
        learned = [one for patient in changed if (one := _learned(patient, *before[patient.pk][:3]))]
        self._tell(learned)

    def _mark_households(self) -> None:
        sharing = [
            Learned(patient, care=frozenset(), is_wider=False, became_annotated=False, came_to_share=True)
            for patient in Households(self.case).mark()
        ]
        for start in range(0, len(sharing), _BATCH):
            self._tell(sharing[start : start + _BATCH])

    def _tell(self, learned: Sequence[Learned]) -> None:
        if learned:
            for counts in followers.tell(self.case, learned, by=self._by, at=self._at):
                self.followed.update(counts)

    def _absorb_telling(self, patient: Patient, row: Record) -> None:
        """When, how and by whom they were told, where the row is the first to say so."""
        told = row.person
        if told.told_on is None:
            return
        person = open_person(patient, self._sealer)
        if person.told_on is None:
            person = replace(person, told_on=told.told_on, told_how=told.told_how, told_by=told.told_by)
            patient.sealed = self._sealer.seal("patients", patient.pk, person.to_bytes())
            patient.save(update_fields=["sealed"])

    def _person_indexes(self, person: Person) -> list[bytes]:
        return person_indexes(person, self._sealer)


def _absorb(patient: Patient, row: Record) -> None:
    """Add what the row says beyond what is known."""
    if row.tier is Tier.ANNOTATED:
        patient.tier = Tier.ANNOTATED
    patient.exposure |= to_bits(row.exposure)
    patient.care |= to_bits(row.care)
    patient.care_known |= row.knows_care
    patient.seen_year = max(filter(None, (patient.seen_year, row.seen_year)), default=None)


def _said(patient: Patient) -> tuple[str, int, int, bool, int | None]:
    """What rows add to."""
    return (patient.tier, patient.exposure, patient.care, patient.care_known, patient.seen_year)


def _learned(patient: Patient, tier: str, exposure: int, care: int) -> Learned | None:
    """What the patient's row says beyond these earlier values; None where that is nothing."""
    if (tier, exposure, care) == (patient.tier, patient.exposure, patient.care):
        return None
    return Learned(
        patient,
        care=from_bits(CareFlag, patient.care & ~care),
        is_wider=(tier, exposure) != (patient.tier, patient.exposure),
        became_annotated=tier != patient.tier,
    )


def keep_roster(writer: Writer, upload: Upload, counts: GroupCounts, *, by: Actor, at: datetime) -> Roster:
    """The roster the writer's patients belong to, with its event."""
    roster = Roster.objects.create(
        id=writer.roster,
        case=writer.case,
        imported_at=at,
        sha256=hashlib.sha256(upload.data).hexdigest(),
        encoding=upload.examination.encoding or "",
        total=counts.total,
        refused=counts.refused,
        duplicate=counts.duplicate,
        merged=writer.merged,
        followed=dict(writer.followed),
    )
    data = {
        "total": counts.total,
        "good": counts.total - counts.refused - counts.duplicate,
        "refused": counts.refused,
        "duplicate": counts.duplicate,
        "merged": writer.merged,
        "followed": dict(writer.followed),
        "confirmed": [code for code in ASK_CODES if code in upload.confirmed and code in upload.examination.counts],
    }
    record(Fact("roster.imported", f"roster:{roster.pk}", case=roster.case_id, data=data), by=by, at=at)
    return roster
