"""How many patients wait for an answer, case by case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifier.law.requests import reply_clock
from notifier.notices.models import PatientRequest


@dataclass(frozen=True, slots=True)
class Waiting:
    """`late` of them past the limit of GDPR Article 12(3)."""

    count: int = 0
    late: int = 0

    def __add__(self, other: "Waiting") -> "Waiting":
        return Waiting(self.count + other.count, self.late + other.late)


NOBODY = Waiting()


def waiting_by_case(cases: Iterable[UUID], at: datetime) -> dict[UUID, Waiting]:
    """One query. Cases where nobody waits are left out."""
    rows = PatientRequest.objects.open().filter(case__in=list(cases))
    counts: dict[UUID, Waiting] = {}
    for case, received_at, extended_at in rows.values_list("case", "received_at", "extended_at"):
        is_late = reply_clock("", received_at, extended_at=extended_at).is_late(at)
        counts[case] = counts.get(case, NOBODY) + Waiting(1, int(is_late))
    return counts
