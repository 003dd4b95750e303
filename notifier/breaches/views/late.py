"""Why the authority is told late."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions import give_late_reasons
from notifier.breaches.forms.late import LateReasonsForm
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_read_reasons
from notifier.breaches.policies import CaseNotOpen, LateReasonsRefused
from notifier.breaches.queries.late import is_late, reasons_given


@require_http_methods(["GET", "HEAD", "POST"])
def late_reasons(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Those given so far; the controller adds to them while the case is open."""
    user = current_user(request)
    cases = Case.objects.visible_to(user).select_related("controller__organisation")
    case = get_object_or_404(cases, pk=pk)
    may_write = can_decide(user, case)
    if not (can_read_reasons(user, case) if request.method != "POST" else may_write):
        raise PermissionDenied
    now = timezone.now()
    form = LateReasonsForm(request.POST or None)
    if form.is_valid():
        try:
            give_late_reasons(case=case, text=form.cleaned_data["text"], by=user_actor(user.pk), at=now)
            return redirect("late_reasons", case.pk)
        except (LateReasonsRefused, CaseNotOpen) as refused:
            form.add_error(None, _explain(refused.code))
    context = {
        "case": case,
        "form": form if may_write and case.is_open else None,
        "given": reasons_given(case, with_texts=True),
        "is_late": is_late(case, now),
    }
    return render(request, "breaches/late.html", context)


def _explain(code: str) -> str:
    return {
        "not_late": _("La déclaration n’est pas en retard : aucune raison n’est à écrire (RGPD 33(1))."),
        "no_reasons": _("Écrivez la raison du retard."),
        "case_closed": _("Ce dossier est clos. Rouvrez-le d’abord."),
        "case_erased": _("Les données de ce dossier sont effacées."),
    }[code]
