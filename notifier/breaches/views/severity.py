"""How grave a case is, step by step; and what the controller puts in otherwise."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions.severity import choose_severity
from notifier.breaches.forms.acts import SeverityForm
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_read_reasons
from notifier.breaches.policies import RefusedByLaw
from notifier.breaches.queries.severity import Severity, severity_of
from notifier.law.severity.circumstances import WEIGHTS, Circumstance
from notifier.law.severity.patients import Insight


@require_safe
def severity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Both readings of every tier, with the comparable cases beneath."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("breach"), pk=pk)
    found = severity_of(case)
    context = {
        "case": case,
        "severity": found,
        "circumstances": [WEIGHTS[one] for one in sorted(found.circumstances, key=list(Circumstance).index)],
        "comparisons": found.comparisons,
        "can_decide": can_decide(user, case),
        "can_read": can_read_reasons(user, case),
    }
    return render(request, "breaches/severity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is put into the method otherwise than assumed, with its reason."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("breach"), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    if not case.is_open:
        return redirect("severity", case.pk)
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    form = SeverityForm(request.POST or None, language=language, initial=_standing(severity_of(case)))
    context: dict[str, object] = {"case": case, "form": form}
    if form.is_valid():
        insight = form.cleaned_data["insight"]
        try:
            choose_severity(
                case=case,
                insight=Insight(insight) if insight else None,
                circumstances=frozenset(map(Circumstance, form.cleaned_data["circumstances"])),
                is_unintelligible=form.cleaned_data["is_unintelligible"],
                reason=form.cleaned_data["reason"],
                chooser=user,
                by=user_actor(user.pk),
                at=timezone.now(),
            )
            return redirect("severity", case.pk)
        except RefusedByLaw as refused:
            context["refusals"] = refused.refusals
    return render(request, "breaches/severity_choose.html", context)


def _standing(severity: Severity) -> dict[str, object]:
    return {
        "insight": severity.choice.insight if severity.choice else "",
        "circumstances": sorted(severity.circumstances),
        "is_unintelligible": severity.is_unintelligible,
    }
