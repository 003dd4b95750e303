"""Who has not been reached and why, and trying again; a provider's word that its copies are erased."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.delivery.actions import confirm_erased, requeue_failed
from notifier.delivery.forms import ErasedForm
from notifier.delivery.models import Handover
from notifier.delivery.queries import failed_patients, latest_codes
from notifier.rosters.permissions import can_see_people


@require_safe
def failures(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reasons, counted; and the patients, masked, the first of them."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_see_people(user, case):
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    codes = latest_codes(case.pk)
    context = {
        "case": case,
        "codes": codes.most_common(),
        "total": codes.total(),
        "rows": failed_patients(case),
        "can_requeue": case.is_open and can_decide(user, case),
    }
    return render(request, "delivery/failures.html", context)


@require_POST
def requeue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The controller has every failed notice tried again."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    try:
        count = requeue_failed(case=case, by=user_actor(user.pk), at=timezone.now())
    except CaseNotOpen:
        messages.error(request, _("Ce dossier est clos. Rouvrez-le pour réessayer."))
        return redirect("case", case.pk)
    said = ngettext("%(n)d avis est remis à l’envoi.", "%(n)d avis sont remis à l’envoi.", count) % {"n": count}
    messages.info(request, said)
    return redirect("case", case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def copies_erased(request: HttpRequest, pk: UUID, handover_pk: int) -> HttpResponse:
    """The controller notes what the provider confirmed, with its paper if there is one."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("controller__organisation"), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    handover = get_object_or_404(Handover, case=case, pk=handover_pk)
    form = ErasedForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"case": case, "handover": handover, "form": form}
    if form.is_valid():
        try:
            _confirm(handover, form, user)
            return redirect("deadlines", case.pk)
        except RefusedByLaw as refused:
            context["refusals"] = refused.refusals
        except CaseNotOpen:
            form.add_error("file", _("Les données de ce dossier sont effacées : aucune pièce ne s’y garde plus."))
    return render(request, "delivery/copies_erased.html", context)


def _confirm(handover: Handover, form: ErasedForm, user: User) -> None:
    file = form.cleaned_data["file"]
    document, by = file.read() if file else b"", user_actor(user.pk)
    erased_at = form.cleaned_data["erased_at"]
    confirm_erased(handover=handover, erased_at=erased_at, document=document, user=user, by=by, at=timezone.now())
