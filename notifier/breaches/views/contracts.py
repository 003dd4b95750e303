"""What the contract with the vendor says of telling the controller."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions.contracts import state_term
from notifier.breaches.forms.contracts import TermForm
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import RefusedByLaw
from notifier.breaches.queries.contracts import hours_agreed, terms_with_vendor
from notifier.breaches.queries.ledger import moments_in_force
from notifier.law.ledger import AwarenessKind


@require_http_methods(["GET", "HEAD", "POST"])
def vendor_term(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was stated, what of it holds for this case; the controller states another figure while the case is open."""
    user = current_user(request)
    cases = Case.objects.visible_to(user).select_related("breach__vendor", "controller__organisation")
    case = get_object_or_404(cases, pk=pk)
    may_write = can_decide(user, case)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    if case.breach.vendor is None:
        raise Http404
    form = TermForm(request.POST or None)
    context: dict[str, object] = {}
    if case.is_open and form.is_valid():
        since, hours = form.cleaned_data["since"], form.cleaned_data["hours"]
        try:
            state_term(case=case, since=since, hours=hours, by=user_actor(user.pk), at=timezone.now())
            return redirect("vendor_term", case.pk)
        except RefusedByLaw as refused:
            context["refusals"] = refused.refusals
    knew_at = moments_in_force([case.pk]).get(case.pk, {}).get(AwarenessKind.VENDOR_KNEW)
    context |= {
        "case": case,
        "form": form if may_write and case.is_open else None,
        "terms": terms_with_vendor(case),
        "knew_at": knew_at,
        "hours": hours_agreed(case, knew_at),
    }
    return render(request, "breaches/vendor_term.html", context)
