"""A stack of envelopes that came back: one field, one button, and the field again."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare
from notifier.mailroom.actions import NotInThePost, correct_return, note_return
from notifier.mailroom.choices import ReturnReason
from notifier.mailroom.models import ReturnedLetter
from notifier.mailroom.permissions import can_open_post
from notifier.mailroom.queries.returns import latest_returns, letter_of, masked_person, scanned_reference
from notifier.mailroom.queries.words import REASONS
from notifier.notices.models import Notice

_LONGEST = 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def returns(request: HttpRequest) -> HttpResponse:
    """Type or scan the reference, say why it came back. A wrong reference writes nothing, and stays in the field."""
    user = current_user(request)
    if not can_open_post(user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, user)
    typed = request.POST.get("reference", "")[:_LONGEST]
    reference = scanned_reference(typed)
    notice = letter_of(user, reference) if reference else None
    if notice is None:
        return _page(request, user, typed=typed, error=_what_is_wrong(typed, reference), status=400)
    reason = _reason(request)
    if reason is None:
        return _page(request, user, typed=typed, person=masked_person(notice), asks_reason=True)
    return _note(request, user, notice, reason, typed)


@require_POST
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another reason for an envelope that was noted; what left meanwhile has left."""
    user = current_user(request)
    cases = Case.objects.visible_to(user)
    returned = get_object_or_404(
        ReturnedLetter.objects.select_related("piece__run__case"), pk=pk, piece__run__case__in=cases
    )
    case, reason = returned.piece.run.case, _reason(request)
    if not can_prepare(user, case):
        raise PermissionDenied
    if case.is_erased:
        raise Http404
    if reason is not None:
        by, now = user_actor(user.pk), timezone.now()
        correct_return(returned=returned, reason=reason, decides=can_decide(user, case), by=by, at=now)
        messages.success(request, _("La raison est corrigée."))
    return redirect("returns")


def _note(request: HttpRequest, user: User, notice: Notice, reason: ReturnReason, typed: str) -> HttpResponse:
    by, decides = user_actor(user.pk), can_decide(user, notice.case)
    try:
        note_return(notice=notice, reason=reason, decides=decides, by=by, at=timezone.now())
    except NotInThePost as refused:
        return _page(request, user, typed=typed, error=_NOT_OUT[refused.code](), status=400)
    return redirect("returns")


def _page(request: HttpRequest, user: User, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"reasons": REASONS.items(), "latest": latest_returns(user), **more}
    return render(request, "mailroom/returns.html", context, status=status)


def _reason(request: HttpRequest) -> ReturnReason | None:
    try:
        return ReturnReason(request.POST.get("reason", ""))
    except ValueError:
        return None


def _what_is_wrong(typed: str, reference: str | None) -> str:
    if not typed.strip():
        return _("Tapez ou scannez la référence de la lettre.")
    if reference is None:
        return _("Cette référence est mal recopiée : un signe au moins est faux. Rien n’est noté.")
    return _("Aucune lettre de vos dossiers ne porte cette référence. Rien n’est noté.")


_NOT_OUT = {
    "already_noted": lambda: _("Le retour de cette lettre est déjà noté. Vous pouvez en corriger la raison plus bas."),
    "not_posted": lambda: _("Aucune lettre imprimée ne porte cette référence. Rien n’est noté."),
}
