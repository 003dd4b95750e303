"""What a case knows of its patients that decides the way of their notices."""

from collections.abc import Mapping
from typing import Any

from notifier.notices.rules.routing import Circumstances
from notifier.notices.rules.variants import may_be_minor
from notifier.rosters.choices import CareFlag, Tier
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import from_bits

COLUMNS = (
    "has_email", "has_address", "care", "tier", "majority_year", "care_known", "seen_year", "shares_mailbox",
    "shares_address",
)  # fmt: skip


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
    """Of a patient as their row says."""
    return circumstances({column: getattr(patient, column) for column in COLUMNS}, year)
