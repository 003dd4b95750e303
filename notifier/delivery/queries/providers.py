"""What providers hold, as clocks and pages read it."""

from collections.abc import Iterable
from uuid import UUID

from notifier.breaches.models import Case
from notifier.delivery.models import Handover
from notifier.law.deadlines.facts import Handover as Held


def held_copies(cases: Iterable[UUID]) -> dict[UUID, tuple[Held, ...]]:
    """By case, what was handed to providers, gone or not; one query."""
    found: dict[UUID, list[Held]] = {}
    rows = Handover.objects.filter(case__in=list(cases)).order_by("began_at", "pk")
    for pk, case, handed_at, days, erased_at in rows.values_list("pk", "case", "handed_at", "days", "erased_at"):
        found.setdefault(case, []).append(Held(str(pk), handed_at, days, erased_at))
    return {case: tuple(copies) for case, copies in found.items()}


def handovers_of(case: Case) -> dict[str, Handover]:
    """Of one case, by the name their clocks bear; one query."""
    rows = case.handovers.select_related("document").defer("document__sealed").order_by("began_at", "pk")
    return {str(row.pk): row for row in rows}
