"""Having nothing more go out: of a case, of a breach, of everything; and letting it go on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Breach, Case
from notifier.breaches.policies import CaseNotOpen
from notifier.delivery.actions import halt, lift_halt
from notifier.delivery.choices import HaltKind
from notifier.delivery.forms import HaltForm
from notifier.delivery.models import Halt
from notifier.delivery.permissions import can_halt, can_halt_widely, can_lift
from notifier.delivery.queries.halts import halts_on, halts_on_everything, halts_over


@require_http_methods(["GET", "HEAD", "POST"])
def halt_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The controller suspends or stops the sending of their case."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("controller__organisation"), pk=pk)
    if not can_halt(user, case):
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    return _halting(request, {"case": case}, halts_over(case, timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def halt_breach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The operator suspends or stops the sending of every case of a breach."""
    user = current_user(request)
    breach = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    if not can_halt_widely(user):
        raise PermissionDenied
    return _halting(request, {"breach": breach}, halts_on(breach, timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def halt_everything(request: HttpRequest) -> HttpResponse:
    """The operator suspends or stops all sending."""
    if not can_halt_widely(current_user(request)):
        raise PermissionDenied
    return _halting(request, {}, halts_on_everything(timezone.now()))


@require_POST
def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let it go on; a stop asks once more."""
    user = current_user(request)
    found = get_object_or_404(Halt.objects.select_related("case", "breach"), pk=pk)
    if not can_lift(user, found):
        raise PermissionDenied
    if found.kind == HaltKind.STOP and request.POST.get("confirme") != "1":
        return render(request, "delivery/lift.html", {"halt": found, "case": found.case, "breach": found.breach})
    if lift_halt(halt=found.pk, by=user_actor(user.pk), at=timezone.now()):
        messages.success(request, _("L’envoi reprend."))
    return _back(found.case, found.breach)


def _halting(request: HttpRequest, scope: dict[str, Any], halts: list[Halt]) -> HttpResponse:
    user, now = current_user(request), timezone.now()
    form = HaltForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            halt(**scope, **form.halt(now), by=user_actor(user.pk), at=now)
            messages.success(request, _("Plus rien ne part. Ce qui est en cours de remise se termine."))
            return _back(scope.get("case"), scope.get("breach"))
        except CaseNotOpen:
            form.add_error(None, _("Ce dossier est clos : rien n’en part plus."))
    liftable = [(one, can_lift(user, one)) for one in halts]
    return render(request, "delivery/halt.html", {**scope, "form": form, "halts": liftable})


def _back(case: Case | None, breach: Breach | None) -> HttpResponse:
    if case is not None:
        return redirect("case", case.pk)
    return redirect("breach", breach.pk) if breach is not None else redirect("halt_everything")
