"""A provider's word that its copies are erased."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.delivery.actions import confirm_erased
from notifier.delivery.forms import ErasedForm
from notifier.delivery.models import Handover


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
