"""Every letter an approval would make, looked at before it: does each patient have a text, and does each letter fit."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.utils import timezone

from notifier.notices.choices import Audience, Channel
from notifier.notices.models import Wording
from notifier.notices.queries import awaiting_text
from notifier.notices.rendering.fields import letter_fields
from notifier.notices.rendering.masters import make_masters, wording_texts
from notifier.notices.rules.fitting import Fault, Key, RosterReport
from notifier.notices.rules.samples import EVERYTHING
from notifier.notices.rules.variants import Variant, possible_variants, variant
from notifier.press.fitting import address_fault, letter_pages, lines_too_wide, shapeless_letters, stand_in_letters
from notifier.press.shapes import without_shape
from notifier.rosters.choices import Salutation
from notifier.rosters.models import Patient
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for
from notifier.vault.sealing import Sealer

_BATCH = 1000
# Any reference is as wide as any other.
_REFERENCE = "0000-0000-0000-1"


def examine_roster(wording: Wording, at: datetime) -> RosterReport:
    """Opens every patient an approval would write to: costs time with their number, memory only with their faults."""
    texts = set(wording_texts(wording))
    day = timezone.localdate(at)
    faults: list[Fault] = []
    keys: set[Key] = set()
    total = 0
    patients = awaiting_text(wording).order_by("pk").iterator(chunk_size=_BATCH)
    while batch := list(islice(patients, _BATCH)):
        total += len(batch)
        wanted = {patient.pk: _keys(patient, day) for patient in batch}
        keys |= {key for found in wanted.values() for key in found}
        faults += [Fault(pk, "no_text") for pk, found in wanted.items() if not found <= texts]
        faults += _address_faults(wording.case_id, batch, at)
    letters = _letters(wording, keys & texts)
    pages = {key: letter_pages(letter) for key, letter in letters.items()}
    boxes = {key: without_shape(letter) for key, letter in letters.items()}
    return RosterReport(total, tuple(faults), pages, boxes)


def _keys(patient: Patient, day: date) -> set[Key]:
    return {(found.language, found.tier, found.audience) for found in _variants(patient, day)}


def _variants(patient: Patient, day: date) -> tuple[Variant, ...]:
    return possible_variants(
        language=patient.language,
        tier=patient.tier,
        salutation=patient.salutation,
        exposure=patient.exposure,
        care=patient.care,
        majority_year=patient.majority_year,
        year=day.year,
    )


def _address_faults(case: UUID, batch: list[Patient], at: datetime) -> Iterator[Fault]:
    """Of those with an address: who has an e-mail may still need a letter."""
    sealer = sealer_for(case)
    posted = [patient for patient in batch if patient.has_address]
    lines = {patient.pk: list(_lines(patient, sealer, at)) for patient in posted}
    wide = lines_too_wide(line for found in lines.values() for address in found for line in address)
    for patient in posted:
        own = [line for address in lines[patient.pk] for line in address]
        code = next((code for address in lines[patient.pk] if (code := address_fault(address, wide))), "")
        if code:
            yield Fault(patient.pk, code, shapeless_letters(own))
        elif foreign := stand_in_letters(own):
            yield Fault(patient.pk, "other_font", foreign)


def _lines(patient: Patient, sealer: Sealer, at: datetime) -> Iterable[tuple[str, ...]]:
    """The envelope's lines of each notice they may get: a guardian's has one more."""
    person = open_person(patient, sealer)
    for chosen in _variants(patient, timezone.localdate(at)):
        yield letter_fields(person, chosen, reference=_REFERENCE, at=at).address


def _letters(wording: Wording, keys: set[Key]) -> dict[Key, str]:
    """Of each text the letter in its longest guise: the more leaked, the more it says."""
    variants = {
        key: replace(
            variant(
                language=key[0], tier=key[1], salutation=Salutation.NONE, exposure=EVERYTHING, audience=Audience(key[2])
            ),
            number=2 if wording.follow_up else 1,
        )
        for key in sorted(keys)
    }
    made = make_masters(wording, [(Channel.LETTER, found) for found in variants.values()])
    return {key: master.data.decode() for key, master in zip(variants, made, strict=True)}
