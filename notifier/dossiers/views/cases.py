"""Closing a case, opening it again, putting its erasure off: the controller decides."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import RefusedByLaw
from notifier.dossiers.actions.closing import close_case, postpone_erasure, reopen_case
from notifier.dossiers.choices import PostponingReason
from notifier.dossiers.forms import PostponeForm
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.ending import closing_refusals
from notifier.dossiers.queries.erasing import erasure_plan
from notifier.dossiers.queries.keeping import closing_today, erasure_day, latest_postponing
from notifier.dossiers.queries.refusals import explain_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What closing does, and from when on the patients' data go; then the act."""
    user, case = _deciding(request, pk)
    if not case.is_open:
        return redirect("case", case.pk)
    problems: tuple[str, ...] = ()
    refusals = closing_refusals(case)
    if request.method == "POST":
        try:
            close_case(case=case, by=user_actor(user.pk), at=timezone.now())
            return redirect("case", case.pk)
        except ActRefused as refused:
            problems = refused.problems
        except RefusedByLaw as refused:
            refusals = refused.refusals
    plan = erasure_plan(case)
    context = {
        "case": case,
        "plan": plan,
        "problems": problems or plan.unkept,
        "refusals": refusals,
        "erasure_on": closing_today(timezone.localdate()),
    }
    return render(request, "dossiers/close.html", context)


@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    user, case = _deciding(request, pk)
    try:
        reopen_case(case=case, by=user_actor(user.pk), at=timezone.now())
        messages.info(request, _("Le dossier est rouvert."))
    except ActRefused as refused:
        for code in refused.problems:
            messages.error(request, explain_refusal(code))
    return redirect("case", case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def postpone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Once, with a reason, and not for ever."""
    user, case = _deciding(request, pk)
    planned, latest = erasure_day(case), latest_postponing(case)
    if planned is None or latest is None or case.is_erased:
        return redirect("case", case.pk)
    form = PostponeForm(request.POST or None, first=planned + timedelta(days=1), latest=latest)
    if form.is_valid():
        try:
            postpone_erasure(
                case=case,
                to=form.cleaned_data["to"],
                reason=PostponingReason(form.cleaned_data["reason"]),
                text=form.cleaned_data["text"],
                by=user_actor(user.pk),
                at=timezone.now(),
            )
            return redirect("case", case.pk)
        except ActRefused as refused:
            for code in refused.problems:
                form.add_error("to" if code in {"not_later", "too_far"} else None, explain_refusal(code))
    return render(request, "dossiers/postpone.html", {"case": case, "form": form, "planned": planned, "latest": latest})


def _deciding(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    return user, case
