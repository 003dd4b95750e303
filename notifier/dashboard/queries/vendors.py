"""What a vendor reads of its breach: sums over all cases, and nothing of any one of them."""

from dataclasses import dataclass

from django.db.models import Count, Q

from notifier.breaches.models import Breach
from notifier.notices.models import Notice
from notifier.notices.rules.states import INFORMED


@dataclass(frozen=True, slots=True)
class VendorCounts:
    """`taken` are the cases whose controller took over the newest facts."""

    opened: int
    notified: int
    taken: int
    informed: int


def counts_for_vendor(breach: Breach) -> VendorCounts:
    """Three queries, whatever the number of cases."""
    newest = breach.facts.order_by("-number").values_list("pk", flat=True).first()
    sums = breach.cases.aggregate(
        opened=Count("pk", distinct=True),
        notified=Count("pk", distinct=True, filter=Q(filings__isnull=False)),
        taken=Count("pk", distinct=True, filter=Q(taken_facts__version=newest)),
    )
    informed = Notice.objects.first_ones().filter(case__breach=breach, state__in=INFORMED).count()
    return VendorCounts(sums["opened"], sums["notified"], sums["taken"] if newest else 0, informed)
