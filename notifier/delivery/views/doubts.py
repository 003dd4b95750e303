"""What is in doubt, and a person's word on it."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import CaseNotOpen
from notifier.delivery.actions import rule_on_doubts
from notifier.delivery.choices import Answer
from notifier.delivery.forms import DoubtForm
from notifier.delivery.policies import RulingRefused
from notifier.delivery.queries.doubts import doubt_page, first_letter_at
from notifier.delivery.views.unreached import key_of
from notifier.notices.choices import State
from notifier.rosters.permissions import can_see_people


@require_http_methods(["GET", "HEAD", "POST"])
def doubts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each message of which nobody knows whether it arrived, what is known of it, and the controller's answer. An
    answer that sends something is shown once more before it counts.
    """
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("controller__organisation"), pk=pk)
    may_decide = can_decide(user, case)
    if not (can_see_people(user, case) if request.method != "POST" else may_decide):
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    form = DoubtForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (answer := _answer(request, user, case, form)):
        return answer
    context = {
        "case": case,
        "page": doubt_page(case, after=key_of(request)),
        "letter_at": first_letter_at(case),
        "form": form if may_decide and case.is_open else None,
        "chosen": frozenset(request.POST.getlist("avis")),
        "is_all": request.POST.get("tous") == "1",
    }
    return render(request, "delivery/doubts.html", context)


def _answer(request: HttpRequest, user: User, case: Case, form: DoubtForm) -> HttpResponse | None:
    """What follows from a filled form; None where it is to be shown again."""
    chosen = _chosen(request)
    if chosen is not None and not chosen:
        form.add_error(None, _("Cochez au moins un avis, ou tous."))
        return None
    ruling = form.ruling()
    if ruling["answer"] is not Answer.ARRIVED and request.POST.get("confirme") != "1":
        context = {"case": case, "form": form, "chosen": chosen, "answer": ruling["answer"]}
        return render(request, "delivery/doubts_check.html", context)
    try:
        settled = rule_on_doubts(case=case, notices=chosen, **ruling, by=user_actor(user.pk), at=timezone.now())
    except (RulingRefused, CaseNotOpen) as refused:
        form.add_error(None, _explain(refused.code))
        return None
    for sentence in _said(settled):
        messages.info(request, sentence)
    return redirect("doubts", case.pk)


def _chosen(request: HttpRequest) -> list[UUID] | None:
    """The ticked notices; None for all of them. What is no id is passed over."""
    if request.POST.get("tous") == "1":
        return None
    found = []
    for text in request.POST.getlist("avis"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _said(settled: Counter[State]) -> list[str]:
    words = {
        State.SENT: ngettext(
            "%(n)d avis est compté comme arrivé.", "%(n)d avis sont comptés comme arrivés.", settled[State.SENT]
        ),
        State.QUEUED: ngettext(
            "%(n)d avis est remis à l’envoi.", "%(n)d avis sont remis à l’envoi.", settled[State.QUEUED]
        ),
        State.HELD: ngettext(
            "%(n)d avis attend votre décision : rien ne peut partir de soi-même.",
            "%(n)d avis attendent votre décision : rien ne peut partir de soi-même.",
            settled[State.HELD],
        ),
    }
    said = [words[state] % {"n": count} for state, count in settled.items() if state in words]
    return said or [_("Ces doutes étaient déjà levés.")]


def _explain(code: str) -> str:
    return {
        "no_reason": _("Écrivez pourquoi : il faudra pouvoir le montrer (RGPD 5(2))."),
        "no_evidence": _("Dites sur quoi cela repose : sans cela, l’avis ne compte pas comme arrivé (RGPD 5(2))."),
        "case_closed": _("Ce dossier est clos. Rouvrez-le d’abord."),
        "case_erased": _("Les données de ce dossier sont effacées."),
    }[code]
