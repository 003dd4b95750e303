"""Reads for the pages of a wording."""

from collections import Counter

from django.db.models import Count, QuerySet
from django.db.models.functions import Length

from notifier.breaches.models import Case
from notifier.notices.choices import WordingState
from notifier.notices.models import Wording
from notifier.notices.rules.routing import Route, route
from notifier.notices.rules.variants import may_be_minor
from notifier.rosters.choices import CareFlag, Tier
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import from_bits

_COLUMNS = ("has_email", "has_address", "care", "tier", "majority_year")


def current_wording(case: Case) -> Wording | None:
    """The draft if there is one, else the approved wording."""
    wordings = {
        w.state: w for w in case.wordings.select_related("case__controller__organisation", "case__breach__vendor")
    }
    return wordings.get(WordingState.DRAFT) or wordings.get(WordingState.APPROVED)


def preview_patients(case: Case) -> QuerySet[Patient]:
    """Patients to preview, the longest to print first: what fits for them fits for all."""
    return case.patients.annotate(length=Length("sealed")).order_by("-length", "pk")


def planned_routes(case: Case, year: int) -> Counter[Route]:
    """How many patients without a notice would take which route if the wording were approved now; one query."""
    rows = case.patients.filter(notice__isnull=True).values(*_COLUMNS).annotate(count=Count("pk")).order_by()
    planned: Counter[Route] = Counter()
    for row in rows:
        chosen = route(
            has_email=row["has_email"],
            has_address=row["has_address"],
            care=from_bits(CareFlag, row["care"]),
            tier=Tier(row["tier"]),
            may_be_minor=may_be_minor(row["majority_year"], year),
        )
        planned[chosen] += row["count"]
    return planned
