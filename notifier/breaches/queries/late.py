"""The reasons written down for a late filing."""

from dataclasses import dataclass
from datetime import datetime

from notifier.breaches.models import Case
from notifier.breaches.queries.ledger import names_of, sealer_or_none
from notifier.law.deadlines import authority_deadline
from notifier.vault.reasons import open_reason

TABLE = "late_reasons"


@dataclass(frozen=True, slots=True)
class Given:
    """`text` is None where it may not or can no longer be read; `by` is empty for the system."""

    text: str | None
    by: str
    at: datetime


def is_late(case: Case, at: datetime) -> bool:
    """Whether the authority was told late, or is not told and it is late; one query."""
    filed_at = case.filings.order_by("filed_at").values_list("filed_at", flat=True).first()
    return authority_deadline(case.aware_at).is_late(filed_at or at)


def reasons_given(case: Case, *, with_texts: bool) -> list[Given]:
    """In the order in which they were given; three queries."""
    rows = list(case.late_reasons.order_by("given_at", "pk"))
    names = names_of(row.given_by for row in rows)
    sealer = sealer_or_none(case) if with_texts else None
    return [
        Given(
            text=open_reason(sealer, TABLE, row.pk, bytes(row.text)) if sealer else None,
            by=names.get(row.given_by, ""),
            at=row.given_at,
        )
        for row in rows
    ]
