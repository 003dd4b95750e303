"""What contracts with vendors say of telling their controllers."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import F

from notifier.breaches.models import Case, VendorTerm
from notifier.law.deadlines.periods import day_of
from notifier.law.processors import NoticeTerm, hours_on


def terms_with_vendor(case: Case) -> list[VendorTerm]:
    """Of the case's controller with the breach's vendor, in the order in which they were stated; one query."""
    found = VendorTerm.objects.filter(controller=case.controller_id, vendor=case.breach.vendor_id)
    return list(found.order_by("stated_at", "pk"))


def contract_hours(knew: Mapping[UUID, datetime]) -> dict[UUID, int]:
    """By case, of those whose vendor knew since then: the contract's figure on that day; one query. Those whose
    contract names none are not in it.
    """
    terms: dict[UUID, list[NoticeTerm]] = {}
    rows = VendorTerm.objects.filter(
        controller__cases__in=list(knew), vendor=F("controller__cases__breach__vendor")
    ).order_by("stated_at", "pk")
    for case, since, hours in rows.values_list("controller__cases", "since", "hours"):
        terms.setdefault(case, []).append(NoticeTerm(since, hours))
    found = {case: hours_on(stated, day_of(knew[case])) for case, stated in terms.items() if case in knew}
    return {case: hours for case, hours in found.items() if hours is not None}


def hours_agreed(case: Case, knew_at: datetime | None) -> int | None:
    """The figure for one case, None without one or while nobody knows when its vendor knew; one query."""
    return contract_hours({case.pk: knew_at}).get(case.pk) if knew_at is not None else None
