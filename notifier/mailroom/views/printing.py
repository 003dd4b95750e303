"""Printing at the practice."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_prepare
from notifier.mailroom.actions import LettersChanged, NothingToPrint, WithProvider, print_again, print_here
from notifier.mailroom.models import PrintRun
from notifier.mailroom.rules import file_name


@require_POST
def print_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bundle what is ready and hand it over as a PDF for the practice's own printer."""
    user, case = _preparing(request, pk)
    try:
        run, pdf = print_here(case=case, by=user_actor(user.pk), at=timezone.now())
    except NothingToPrint:
        messages.info(request, _("Ces lettres sont déjà dans un tirage."))
        return redirect("case", case.pk)
    return _download(run, pdf)


@require_POST
def print_run_again(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The same bundle once more: the first download may never have arrived."""
    user, case = _preparing(request, pk)
    if case.is_erased:
        raise Http404
    run = get_object_or_404(case.print_runs, number=number)
    try:
        return _download(run, print_again(run=run, by=user_actor(user.pk), at=timezone.now()))
    except LettersChanged:
        messages.info(request, _("Une lettre de ce tirage a été refaite depuis : elle est dans un autre tirage."))
        return redirect("run", case.pk, run.number)
    except WithProvider:
        messages.info(
            request, _("Ces lettres sont chez le prestataire : les imprimer aussi les ferait partir deux fois.")
        )
        return redirect("run", case.pk, run.number)


def _preparing(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    return user, case


def _download(run: PrintRun, pdf: bytes) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file_name(run.number)}"'
    return response
