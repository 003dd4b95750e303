"""Telling people in person: who is to be told, the paper to take along, what was done, and who is not reached yet."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare, can_see_people
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.breaches.queries.words import explain, language
from notifier.notices.actions.caring import Decision, Telling, decide_one, hold_again
from notifier.notices.actions.telling import MOST_PAGES, NobodyToTell, print_aide_memoire
from notifier.notices.choices import CareChoice, State
from notifier.notices.models import Notice
from notifier.notices.queries.care.board import person_page
from notifier.notices.queries.care.words import not_open_words
from notifier.rosters.choices import Language, ToldHow


@require_safe
def to_tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is to be told in person, masked; fifty at a time, as many as one paper holds."""
    user, case = _seeing(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    waiting = case.notices.filter(state=State.TO_TELL, patient__isnull=False)
    context = {
        "case": case,
        "count": waiting.count(),
        "page": person_page(case, waiting, after=request.GET.get("apres", ""), year=timezone.localdate().year),
        "can_decide": can_decide(user, case) and case.is_open,
        "can_prepare": can_prepare(user, case),
        "most": MOST_PAGES,
    }
    return render(request, "notices/to_tell.html", context)


@never_cache
@require_POST
def aide_memoire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The pages of those that were ticked, or of the first fifty. The file's name says nothing."""
    user, case = _preparing(request, pk)
    try:
        pdf = print_aide_memoire(
            case=case,
            notices=_ids(request),
            language=Language(language()),
            by=user_actor(user.pk),
            at=timezone.now(),
        )
    except NobodyToTell:
        messages.info(request, _("Personne n’est à prévenir en personne pour le moment."))
        return redirect("to_tell", case.pk)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="memoire.pdf"'
    return response


@require_POST
def told_now(request: HttpRequest, pk: UUID, notice_pk: UUID) -> HttpResponse:
    """One tap: told today, in person, by whoever taps. Twice does no harm."""
    user, case = _deciding(request, pk)
    telling = Telling(timezone.localdate(), ToldHow.IN_PERSON, user.name)
    try:
        outcome = decide_one(
            case=case,
            notice=notice_pk,
            decision=Decision(CareChoice.TOLD, telling=telling),
            decider=user,
            by=user_actor(user.pk),
            at=timezone.now(),
        )
        if outcome.done:
            messages.success(request, _("C’est noté : prévenu aujourd’hui, en personne, par vous."))
    except Notice.DoesNotExist as gone:
        raise Http404 from gone
    except RefusedByLaw as refused:
        messages.error(request, " ".join(map(explain, refused.refusals)))
    except CaseNotOpen as closed:
        messages.error(request, not_open_words(closed.code))
    return redirect("to_tell", case.pk)


@require_POST
def put_back(request: HttpRequest, pk: UUID, notice_pk: UUID) -> HttpResponse:
    """It cannot be told in person after all: among those to decide on again. Twice does no harm."""
    user, case = _deciding(request, pk)
    try:
        if hold_again(case=case, notice=notice_pk, decider=user, by=user_actor(user.pk), at=timezone.now()):
            messages.info(request, _("Cette personne attend de nouveau votre décision."))
    except CaseNotOpen as closed:
        messages.error(request, not_open_words(closed.code))
    return redirect("to_tell", case.pk)


def _seeing(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("controller__organisation"), pk=pk)
    if not can_see_people(user, case):
        raise PermissionDenied
    return user, case


def _preparing(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user, case = _seeing(request, pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    if case.is_erased:
        raise Http404
    return user, case


def _deciding(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user, case = _seeing(request, pk)
    if not can_decide(user, case):
        raise PermissionDenied
    return user, case


def _ids(request: HttpRequest) -> list[UUID]:
    """The ticked ones; what is no id is passed over."""
    found = []
    for text in request.POST.getlist("avis"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
