"""Telling a patient something: the reply, why there is none, or why it takes longer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare
from notifier.breaches.policies import RefusedByLaw
from notifier.law.refusals import Refusal
from notifier.notices.actions.requests import Reply, RequestOver, answer_request, extend_request, refuse_request
from notifier.notices.choices import RequestChannel
from notifier.notices.models import PatientRequest
from notifier.reception.forms import ReplyForm
from notifier.reception.queries.requests import request_line

May = Callable[[User, Case], bool]
Act = Callable[..., None]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID, request_pk: UUID) -> HttpResponse:
    """The practice notes that it replied."""
    words = {
        "title": _("Noter la réponse"),
        "lead": _("Elle arrête le délai. Notez ce qui a été fait, après l’avoir fait."),
        "button": _("Enregistrer la réponse"),
    }
    return _reply(request, pk, request_pk, may=can_prepare, act=answer_request, words=words)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, pk: UUID, request_pk: UUID) -> HttpResponse:
    """The controller refuses, with reasons."""
    words = {
        "title": _("Noter un refus"),
        "lead": _(
            "Le patient apprend pourquoi, et qu’il peut se plaindre à la CNIL ou saisir un juge "
            "(article 12(4) du RGPD)."
        ),
        "button": _("Enregistrer le refus"),
    }
    return _reply(request, pk, request_pk, may=can_decide, act=refuse_request, words=words, wants_reason=True)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, pk: UUID, request_pk: UUID) -> HttpResponse:
    """The controller takes two further months, and has told the patient why."""
    words = {
        "title": _("Prolonger le délai"),
        "lead": _(
            "Deux mois de plus, une seule fois, si la demande est complexe ou s’il y en a beaucoup. Le patient "
            "l’apprend, avec la raison, dans le premier mois (article 12(3) du RGPD)."
        ),
        "button": _("Enregistrer la prolongation"),
    }
    return _reply(request, pk, request_pk, may=can_decide, act=extend_request, words=words, wants_reason=True)


def _reply(
    request: HttpRequest,
    pk: UUID,
    request_pk: UUID,
    *,
    may: May,
    act: Act,
    words: dict[str, str],
    wants_reason: bool = False,
) -> HttpResponse:
    user = current_user(request)
    cases = Case.objects.visible_to(user).select_related("controller__organisation", "breach")
    case = get_object_or_404(cases, pk=pk)
    if not may(user, case):
        raise PermissionDenied
    found = get_object_or_404(PatientRequest.objects.select_related("notice"), case=case, pk=request_pk)
    now = timezone.now()
    form = ReplyForm(request.POST or None, initial={"told_at": timezone.localtime(now)}, wants_reason=wants_reason)
    refusals: tuple[Refusal, ...] = ()
    if case.is_erased:
        return redirect("patient_request", case.pk, found.pk)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            reply = Reply(_moment(typed["told_at"], found.received_at), RequestChannel(typed["channel"]), typed["text"])
            act(request=found, reply=reply, by=user_actor(user.pk), at=now)
            return redirect("patient_request", case.pk, found.pk)
        except RefusedByLaw as refused:
            refusals = refused.refusals
        except RequestOver:
            messages.info(request, _("Une réponse est déjà enregistrée pour cette demande."))
            return redirect("patient_request", case.pk, found.pk)
    context = {"case": case, "line": request_line(found, now), "form": form, "refusals": refusals, "words": words}
    return render(request, "reception/reply.html", context)


def _moment(told_at: datetime, received_at: datetime) -> datetime:
    """A page knows minutes: a reply within the minute of the request did not come before it."""
    return max(told_at, received_at) if received_at - told_at < timedelta(minutes=1) else told_at
