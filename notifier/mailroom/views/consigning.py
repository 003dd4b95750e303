"""Giving letters to the hybrid-mail provider, and what it sends us unasked."""

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import Actor, user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_prepare
from notifier.mailroom.actions import (
    AlreadyHandedOver,
    DrillStaysHere,
    NothingToPrint,
    consign_letters,
    consign_run,
    print_otherwise,
    resume,
)
from notifier.mailroom.actions.answering import ask_now
from notifier.mailroom.queries.consigning import provider_name

_WEBHOOK = Actor("system", "webhook")
# What a notification holds is a dozen short words.
_LONGEST = 64 * 1024


@require_POST
def consign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All letters of the case that are ready."""
    user, case = _preparing(request, pk)
    try:
        run = consign_letters(
            case=case, provider=provider_name(), duplex=True, by=user_actor(user.pk), at=timezone.now()
        )
    except NothingToPrint:
        messages.info(request, _("Ces lettres sont déjà dans un tirage."))
        return redirect("case", case.pk)
    except DrillStaysHere:
        messages.info(request, _("C’est un exercice : ses lettres ne sont confiées à personne."))
        return redirect("case", case.pk)
    return redirect("run", case.pk, run.number)


@require_POST
def consign_again(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A run that was printed, or was to be; said so with a tick."""
    user, case = _preparing(request, pk)
    run = get_object_or_404(case.print_runs, number=number)
    is_meant = request.POST.get("confirme") == "1"
    try:
        by, at = user_actor(user.pk), timezone.now()
        count = consign_run(run=run, provider=provider_name(), again=is_meant, by=by, at=at)
    except AlreadyHandedOver:
        messages.error(request, _("Cochez d’abord la case : ces lettres ne doivent partir qu’une fois."))
    except DrillStaysHere:
        messages.info(request, _("C’est un exercice : ses lettres ne sont confiées à personne."))
    else:
        if not count:
            messages.info(request, _("Rien de nouveau : plus aucune lettre de ce tirage n’est à confier."))
    return redirect("run", case.pk, run.number)


@require_POST
def go_on(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Somebody looked: what waits is handed over now."""
    user, case = _preparing(request, pk)
    run = get_object_or_404(case.print_runs, number=number)
    resume(run=run, by=user_actor(user.pk), at=timezone.now())
    messages.success(request, _("La remise reprend."))
    return redirect("run", case.pk, run.number)


@require_POST
def otherwise(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """What the provider declined goes into the next run."""
    user, case = _preparing(request, pk)
    run = get_object_or_404(case.print_runs, number=number)
    count = print_otherwise(run=run, by=user_actor(user.pk), at=timezone.now())
    told = ngettext("%(n)d lettre attend un autre tirage.", "%(n)d lettres attendent un autre tirage.", count)
    messages.success(request, told % {"n": count})
    return redirect("run", case.pk, run.number)


@csrf_exempt
@login_not_required
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """A provider's notification. It is a knock at the door: what became of the letter is asked of the provider itself.
    Maileva takes 201 for an answer, and knocks again for any other.
    """
    if not settings.HYBRID_MAIL or provider != provider_name() or not settings.HYBRID_MAIL["webhook"]:
        raise Http404
    if not _is_known(request.headers.get("Authorization", ""), settings.HYBRID_MAIL["webhook"]):
        refused = HttpResponse(status=401)
        refused["WWW-Authenticate"] = 'Basic realm="notifier"'
        return refused
    said = _said(request)
    if said is None:
        return HttpResponse(status=400)
    sending, custom_id = _word(said.get("resource_id")), _own(said.get("resource_custom_id"))
    ask_now(sending=sending, custom_id=custom_id, by=_WEBHOOK, at=timezone.now())
    return HttpResponse(status=201)


def _preparing(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    if case.is_erased or not provider_name():
        raise Http404
    return user, case


def _is_known(header: str, secret: str) -> bool:
    scheme, _space, given = header.partition(" ")
    try:
        typed = base64.b64decode(given, validate=True) if scheme.lower() == "basic" else b""
    except binascii.Error:
        return False
    return secrets.compare_digest(typed, secret.encode())


def _said(request: HttpRequest) -> Mapping[str, Any] | None:
    try:
        if int(request.headers.get("Content-Length") or 0) > _LONGEST:
            return None
        said = json.loads(request.body)
    except ValueError:
        return None
    return said if isinstance(said, Mapping) else None


def _word(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= 40 and value.replace("-", "").isalnum() else ""


def _own(value: object) -> UUID | None:
    try:
        return UUID(hex=str(value))
    except ValueError:
        return None
