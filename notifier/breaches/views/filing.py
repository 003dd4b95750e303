"""Noting that the authority was told."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.forms import FilingForm
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import ImpossibleMoment


@require_http_methods(["GET", "HEAD", "POST"])
def file_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The filing's form; a moment that cannot be true comes back with its reason."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    form = FilingForm(request.POST or None)
    if form.is_valid():
        try:
            record_filing(
                case=case,
                filed_at=form.cleaned_data["filed_at"],
                channel=FilingChannel(form.cleaned_data["channel"]),
                receipt=form.cleaned_data["receipt"],
                by=user_actor(user.pk),
                at=timezone.now(),
            )
            return redirect("case", case.pk)
        except ImpossibleMoment as problem:
            form.add_error("filed_at", _explain(problem.code))
    return render(request, "breaches/file.html", {"case": case, "form": form, "filed_at": _filed_at(case)})


def _filed_at(case: Case) -> datetime | None:
    """The first filing there is."""
    return case.filings.order_by("filed_at").values_list("filed_at", flat=True).first()


def _explain(code: str) -> str:
    return {
        "filing_in_future": _("Cette date est dans le futur."),
        "filing_before_awareness": _("Cette date précède celle où vous avez eu connaissance de la fuite."),
        "filing_without_zone": _("Cette date est illisible."),
    }[code]
