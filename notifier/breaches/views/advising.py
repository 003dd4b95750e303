"""The acts beside the path: the DPO's advice, the authority's orders, the public notice, a delay, a document read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions.advising import give_advice, record_order
from notifier.breaches.actions.deciding import delay_telling, lift_delay, publish_notice
from notifier.breaches.choices import Answer
from notifier.breaches.forms.acts import AdviceForm, DelayForm, OrderForm, PublicNoticeForm
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_advise, can_decide, can_read_reasons
from notifier.breaches.policies import RefusedByLaw
from notifier.breaches.queries.documents import open_document
from notifier.law.decisions.grounds import PublicChannel, PublicNotice
from notifier.law.decisions.shapes import Advice, EnforcementDelay, OrderKind, Telling
from notifier.law.risk import Risk

May = Callable[[User, Case], bool]
Act = Callable[[Case, User, dict[str, Any], datetime], object]


@require_http_methods(["GET", "HEAD", "POST"])
def advise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the DPO advises, beside what the controller decides."""
    words = (_("Donner un avis"), _("Le responsable décide. S’il s’écarte de votre avis, il dit pourquoi."))

    def act(case: Case, user: User, given: dict[str, Any], now: datetime) -> object:
        advice = Advice(
            risk=Risk(given["risk"]) if given["risk"] else None,
            notifies_authority=given["authority"] == Answer.YES if given["authority"] else None,
            telling=Telling(given["telling"]) if given["telling"] else None,
        )
        return give_advice(case=case, advice=advice, why=given["why"], adviser=user, by=user_actor(user.pk), at=now)

    return _act(request, pk, can_advise, AdviceForm, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A decision of the authority, with its document."""
    words = (_("Noter une décision de la CNIL"), _("La CNIL peut ordonner de prévenir, ou constater une exception."))

    def act(case: Case, user: User, given: dict[str, Any], now: datetime) -> object:
        return record_order(
            case=case,
            kind=OrderKind(given["kind"]),
            received_at=given["received_at"],
            data=given["file"].read(),
            recorder=user,
            by=user_actor(user.pk),
            at=now,
        )

    return _act(request, pk, can_decide, OrderForm, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def public_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The communication that stands instead of direct ones."""
    words = (_("Joindre la communication publique"), _("Sans elle, l’exception (c) ne permet pas de clore le dossier."))

    def act(case: Case, user: User, given: dict[str, Any], now: datetime) -> object:
        notice = PublicNotice(
            channels=frozenset(map(PublicChannel, given["channels"])),
            published_at=given["published_at"],
            why_equally_effective=given["why_equally_effective"],
            names_the_data=given["names_the_data"],
            has_document=True,
        )
        data = given["file"].read()
        return publish_notice(case=case, notice=notice, data=data, decider=user, by=user_actor(user.pk), at=now)

    return _act(request, pk, can_decide, PublicNoticeForm, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def delay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Investigators ask to wait."""
    words = (_("Attendre à la demande d’enquêteurs"), _("Cela ne retarde pas la déclaration à la CNIL."))

    def act(case: Case, user: User, given: dict[str, Any], now: datetime) -> object:
        asked = EnforcementDelay(given["asked_by"], given["asked_at"], given["review_on"], has_document=True)
        return delay_telling(
            case=case,
            delay=asked,
            reason=given["reason"],
            data=given["file"].read(),
            decider=user,
            by=user_actor(user.pk),
            at=now,
        )

    return _act(request, pk, can_decide, DelayForm, words, act)


@require_POST
def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Wait no longer. Twice does no harm."""
    user, case = _permitted(request, pk, can_decide)
    if case.is_open:
        lift_delay(case=case, decider=user, by=user_actor(user.pk), at=timezone.now())
    return redirect("decisions", case.pk)


@require_safe
def document(request: HttpRequest, pk: UUID, document_pk: UUID) -> HttpResponse:
    """A document as it was kept, to be saved: what is in it the browser is not asked to judge."""
    _, case = _permitted(request, pk, can_read_reasons)
    found = case.documents.filter(pk=document_pk).first()
    data = open_document(found) if found else None
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="piece-{document_pk}"'
    return response


def _permitted(request: HttpRequest, pk: UUID, may: May) -> tuple[User, Case]:
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("breach"), pk=pk)
    if not may(user, case):
        raise PermissionDenied
    return user, case


def _act(
    request: HttpRequest, pk: UUID, may: May, kind: type[forms.Form], words: tuple[str, str], act: Act
) -> HttpResponse:
    """One form, one act; what the law refuses is shown with its rule and article."""
    user, case = _permitted(request, pk, may)
    if not case.is_open:
        return redirect("decisions", case.pk)
    form = kind(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"case": case, "form": form, "title": words[0], "lead": words[1]}
    if form.is_valid():
        try:
            act(case, user, form.cleaned_data, timezone.now())
            return redirect("decisions", case.pk)
        except RefusedByLaw as refused:
            context["refusals"] = refused.refusals
    return render(request, "breaches/act.html", context)
