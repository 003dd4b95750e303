"""Whom no letter can be made for, as a list may show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from notifier.breaches.models import Case
from notifier.notices.rules.fitting import Fault
from notifier.rosters.queries import open_person
from notifier.rosters.queries.pages import Masked, mask
from notifier.vault.keystore import sealer_for

# More than these nobody goes through by hand; the count says how many there are.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class MaskedFault:
    """A patient by initials and town, and why no letter fits, or what is to be known of theirs."""

    patient: Masked
    code: str
    letters: str = field(repr=False)


def masked_faults(case: Case, faults: Sequence[Fault]) -> list[MaskedFault]:
    """The first of them; two queries."""
    shown = faults[:SHOWN]
    if not shown:
        return []
    patients = case.patients.in_bulk([fault.patient for fault in shown])
    sealer = sealer_for(case.pk)
    return [
        MaskedFault(mask(patient, open_person(patient, sealer)), fault.code, fault.letters)
        for fault in shown
        if (patient := patients.get(fault.patient)) is not None
    ]
