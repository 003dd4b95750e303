"""What a case knows of its patients that decides the way of their notices."""

from collections.abc import Mapping
from typing import Any

from django.db.models import BooleanField, Count, Expression, Q, QuerySet, Value, When
from django.db.models import Case as Either

from notifier.breaches.models import Case
from notifier.notices.rules.routing import Circumstances
from notifier.notices.rules.variants import may_be_minor
from notifier.rosters.choices import CareFlag, Tier
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import from_bits

COLUMNS = (
    "has_email", "has_address", "care", "tier", "majority_year", "care_known", "seen_year", "shares_mailbox",
    "shares_address",
)  # fmt: skip


def with_sharing(case: Case, patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """The patients with `shares_mailbox` and `shares_address`: whether another patient of the case has the same. Asked
    of the annotated tier alone, where it decides something; costs no query of its own.
    """
    return patients.annotate(
        shares_mailbox=_is_shared(case, "mailbox_index"), shares_address=_is_shared(case, "address_index")
    )


def shared(case: Case, column: str) -> QuerySet[Patient]:
    """The indexes in the column that several patients of the case have."""
    named = case.patients.filter(**{f"{column}__isnull": False}).order_by().values(column)
    found: QuerySet[Patient] = named.annotate(people=Count("pk")).filter(people__gt=1).values(column)
    return found


def circumstances(row: Mapping[str, Any], year: int) -> Circumstances:
    """Of the values of COLUMNS, as they bear on a notice that goes out in `year`."""
    return Circumstances(
        has_email=row["has_email"],
        has_address=row["has_address"],
        care=from_bits(CareFlag, row["care"]),
        tier=Tier(row["tier"]),
        may_be_minor=may_be_minor(row["majority_year"], year),
        care_known=row["care_known"],
        shares_mailbox=row["shares_mailbox"],
        shares_address=row["shares_address"],
        unseen_years=year - row["seen_year"] if row["seen_year"] else 0,
    )


def circumstances_of(patient: Patient, year: int) -> Circumstances:
    """Of a patient read through `with_sharing`."""
    return circumstances({column: getattr(patient, column) for column in COLUMNS}, year)


def _is_shared(case: Case, column: str) -> Expression:
    is_shared = Q(tier=Tier.ANNOTATED, **{f"{column}__in": shared(case, column)})
    return Either(When(is_shared, then=Value(True)), default=Value(False), output_field=BooleanField())
