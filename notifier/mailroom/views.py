"""Printing at the practice."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_prepare
from notifier.mailroom.actions import NothingToPrint, print_here
from notifier.mailroom.rules import file_name


@require_POST
def print_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bundle what is ready and hand it over as a PDF for the practice's own printer."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    try:
        run, pdf = print_here(case=case, by=user_actor(user.pk), at=timezone.now())
    except NothingToPrint:
        messages.info(request, _("Ces lettres sont déjà dans un tirage."))
        return redirect("case", case.pk)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file_name(run.number)}"'
    return response
