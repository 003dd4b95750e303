"""What was decided before on one notice, with the words that were given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from notifier.breaches.models import Case
from notifier.notices.choices import CareChoice
from notifier.rosters.choices import ToldHow
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import open_reason

# What the rows of care decisions are sealed for.
TABLE = "care_decisions"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision; `text` is empty where none was given, or where it was erased."""

    choice: CareChoice
    by_rule: bool
    who: str
    at: datetime
    told_on: date | None
    told_how: ToldHow
    text: str = field(repr=False)


def decisions_on(case: Case, notice: UUID) -> Sequence[Decided]:
    """The oldest first; two queries. Raises NoDataKey once the case is erased."""
    sealer = sealer_for(case.pk)
    rows = case.care_decisions.filter(notice=notice).select_related("decided_by").order_by("decided_at", "pk")
    return [
        Decided(
            choice=CareChoice(row.choice),
            by_rule=row.by_rule,
            who=row.decided_by.name,
            at=row.decided_at,
            told_on=row.told_on,
            told_how=ToldHow(row.told_how),
            text=open_reason(sealer, TABLE, row.pk, bytes(row.sealed)) if row.sealed else "",
        )
        for row in rows
    ]
