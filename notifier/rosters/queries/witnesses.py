"""One sealed patient of each case, to try restored keys on."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery

from notifier.breaches.models import Case
from notifier.rosters.models import Patient
from notifier.vault.witnesses import Witness


def one_patient_per_case() -> Iterator[Witness]:
    """Cases that have patients. One query, whatever the number of cases."""
    first = Patient.objects.filter(case=OuterRef("pk")).order_by("pk").values("pk")[:1]
    chosen = Case.objects.annotate(first=Subquery(first)).filter(first__isnull=False).values("first")
    for case, pk, sealed in Patient.objects.filter(pk__in=chosen).order_by("pk").values_list("case", "pk", "sealed"):
        yield Witness(case, "patients", pk, bytes(sealed))
