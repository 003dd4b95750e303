"""Writing down what the contract with the vendor says of telling the controller."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case, VendorTerm
from notifier.breaches.policies import check_law
from notifier.breaches.queries.contracts import terms_with_vendor
from notifier.law.processors import NoticeTerm, term_problems


@transaction.atomic
def state_term(*, case: Case, since: date, hours: int | None, by: Actor, at: datetime) -> VendorTerm:
    """From `since` on the controller's contract with the case's vendor asks for a word within `hours`; None: it names
    no figure. It holds for every case of the two. What is in force already is written once. Raises RefusedByLaw,
    CaseNotOpen.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("breach").get(pk=case.pk)
    case.check_open()
    if case.breach.vendor_id is None:
        raise ValueError("a breach without a vendor has no contract with one")
    check_law(term_problems(NoticeTerm(since, hours), today=timezone.localdate(at)))
    stated = terms_with_vendor(case)
    if stated and (stated[-1].since, stated[-1].hours) == (since, hours):
        return stated[-1]
    term = VendorTerm.objects.create(
        controller_id=case.controller_id,
        vendor_id=case.breach.vendor_id,
        since=since,
        hours=hours,
        stated_by=str(by),
        stated_at=at,
    )
    data = {"vendor": case.breach.vendor_id, "since": since.isoformat(), "hours": hours}
    record(Fact("vendor_term.stated", f"vendor_term:{term.pk}", case=case.pk, data=data), by=by, at=at)
    return term
