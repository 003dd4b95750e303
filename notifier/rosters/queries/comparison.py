"""What a practice may learn of patients it has in common with others: a count, and yes or no. Never with whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from notifier.breaches.models import Case
from notifier.rosters.models import Comparison, Patient


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """`allowed_at` is the controller's instruction, None while there is none; then `shared` is 0. `is_offered` where
    other practices may be affected by the same breach.
    """

    allowed_at: datetime | None
    shared: int
    is_offered: bool


def comparison_view(case: Case) -> ComparisonView:
    """One query where the comparison is allowed, else none; `case` comes with its breach."""
    allowed_at = case.comparison_allowed_at
    shared = shared_count(case) if allowed_at else 0
    return ComparisonView(allowed_at, shared, is_offered=case.breach.vendor_id is not None)


def shared_count(case: Case) -> int:
    """How many of the case's patients another practice that takes part must tell as well."""
    return _common(case.comparisons.all()).values("patient").distinct().count()


def is_shared(patient: Patient) -> bool:
    """Whether another practice that takes part must tell this patient as well."""
    return _common(patient.comparisons.all()).exists()


def _common(rows: QuerySet[Comparison]) -> QuerySet[Comparison]:
    others = Comparison.objects.filter(breach=OuterRef("breach"), index=OuterRef("index"))
    return rows.filter(Exists(others.exclude(case=OuterRef("case"))))
