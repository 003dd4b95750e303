"""Whose notice a preview shows: the worst to lay out, or the one somebody chose from the masked list."""

from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Length

from notifier.breaches.models import Case
from notifier.notices.choices import Audience, Worst
from notifier.rosters.choices import CareFlag
from notifier.rosters.models import Patient
from notifier.rosters.queries import open_person
from notifier.rosters.rules.bits import to_bits
from notifier.vault.keystore import sealer_for

# So many of the longest rows are opened to find the longest name.
_OPENED = 20
Key = tuple[str, str, str]


def worst_patient(case: Case, worst: Worst, key: Key | None, day: date) -> Patient | None:
    """Of those a text is for, or of all, the one that is hardest on the layout; None where there is nobody."""
    patients = _of_text(case, key, day) if key else case.patients.all()
    if worst is Worst.SALUTATION:
        patients = patients.filter(salutation="")
    if worst is Worst.CATEGORIES:
        exposures = patients.order_by().values_list("exposure", flat=True).distinct()
        patients = patients.filter(exposure=max(exposures, key=_bits, default=0))
    longest = list(patients.annotate(length=Length("sealed")).order_by("-length", "pk")[:_OPENED])
    if not longest:
        return None
    sealer = sealer_for(case.pk)
    return max(longest, key=lambda patient: len(open_person(patient, sealer).full_name))


def chosen_patient(case: Case, pk: UUID) -> Patient | None:
    return case.patients.filter(pk=pk).first()


def _of_text(case: Case, key: Key, day: date) -> QuerySet[Patient]:
    """Whom the text is for. Who comes of age this year may still be a minor; for a preview they count as adults."""
    language, tier, audience = key
    patients = case.patients.filter(language=language)
    if audience == Audience.GUARDIAN:
        return patients.filter(majority_year__gt=day.year)
    grown = patients.filter(tier=tier).exclude(majority_year__gt=day.year)
    marked = grown.annotate(marked=F("care").bitand(to_bits([CareFlag.PROTECTED_ADULT])))
    return marked.filter(marked__gt=0) if audience == Audience.PROTECTED else marked.filter(marked=0)


def _bits(exposure: int) -> int:
    return exposure.bit_count()
