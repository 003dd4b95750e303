"""The care queue: who waits and why, and the physician's decision, for one person or for a group."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_see_people
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.breaches.queries.words import explain
from notifier.notices.actions.caring import Outcome, decide_group, decide_one
from notifier.notices.choices import CareChoice, HoldReason
from notifier.notices.forms.care import PersonForm, RuleForm
from notifier.notices.models import Notice
from notifier.notices.queries.care.board import care_board, find_waiting, held_for, people, person_page
from notifier.notices.queries.care.history import decisions_on
from notifier.notices.queries.care.words import NO_REASON, left_words, not_open_words
from notifier.notices.rules.caring import PERMITTED


@require_safe
def care(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everyone who waits, by reason, the gravest first."""
    user, case = _seeing(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    board = care_board(case, timezone.localdate().year)
    return render(request, "notices/care.html", {"case": case, "board": board, "can_decide": can_decide(user, case)})


@require_safe
def group(request: HttpRequest, pk: UUID, reason: str) -> HttpResponse:
    """One reason: its rule, what may be chosen for all at once, and who they are, masked."""
    user, case = _seeing(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    found, year = _reason(reason), timezone.localdate().year
    held = held_for(case, found)
    context = {
        "case": case,
        "reason": found,
        "permitted": PERMITTED[found],
        "choices": [choice for choice in CareChoice if choice in PERMITTED[found].by_rule],
        "count": held.count(),
        "page": person_page(case, held, after=request.GET.get("apres", ""), year=year),
        "can_decide": can_decide(user, case) and case.is_open,
    }
    return render(request, "notices/care_group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, pk: UUID, reason: str, choice: str) -> HttpResponse:
    """What a rule for the whole group will do, and to how many; then the act."""
    user, case = _deciding(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    found, chosen = _reason(reason), _choice(choice)
    if chosen not in PERMITTED[found].by_rule:
        raise Http404
    by_list = chosen is CareChoice.TOLD and found is HoldReason.ALREADY_TOLD
    form = RuleForm(request.POST or None, asks_telling=chosen is CareChoice.TOLD and not by_list)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = decide_group(
                case=case,
                reason=found,
                decision=form.decision(chosen),
                decider=user,
                by=user_actor(user.pk),
                at=timezone.now(),
            )
            _tell(request, outcome)
            return redirect("care", case.pk)
        except RefusedByLaw as refused:
            for one in refused.refusals:
                form.add_error(None, explain(one))
        except CaseNotOpen as closed:
            form.add_error(None, not_open_words(closed.code))
    context = {
        "case": case,
        "reason": found,
        "choice": chosen,
        "by_list": by_list,
        "form": form,
        "count": held_for(case, found).count(),
    }
    return render(request, "notices/care_rule.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: UUID, notice_pk: UUID) -> HttpResponse:
    """One person: every reason, what is open, what was decided before; the controller decides."""
    user, case = _seeing(request, pk)
    may_decide = can_decide(user, case)
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    today = timezone.localdate()
    try:
        found = find_waiting(case, notice_pk, today.year)
    except Notice.DoesNotExist as gone:
        raise Http404 from gone
    form = PersonForm(request.POST or None, permitted=found.permitted, today=today, teller=user.name)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = decide_one(
                case=case,
                notice=notice_pk,
                decision=form.decision(),
                decider=user,
                by=user_actor(user.pk),
                at=timezone.now(),
            )
            _tell(request, outcome)
            return redirect("care", case.pk)
        except RefusedByLaw as refused:
            for one in refused.refusals:
                form.add_error(None, explain(one))
        except CaseNotOpen as closed:
            form.add_error(None, not_open_words(closed.code))
    context = {
        "case": case,
        "person": people(case, [found])[0],
        "patient": found.patient,
        "is_minor": found.known.may_be_minor,
        "form": form if may_decide and found.permitted.all and (case.is_open or form.errors) else None,
        "history": decisions_on(case, notice_pk),
    }
    return render(request, "notices/care_person.html", context)


def _seeing(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    """The user and a case they see, whose people they may see."""
    user = current_user(request)
    cases = Case.objects.visible_to(user).select_related("controller__organisation", "breach")
    case = get_object_or_404(cases, pk=pk)
    if not can_see_people(user, case):
        raise PermissionDenied
    return user, case


def _deciding(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    """The user and a case they decide on."""
    user, case = _seeing(request, pk)
    if not can_decide(user, case):
        raise PermissionDenied
    return user, case


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    done = ngettext("C’est décidé pour %(n)d personne.", "C’est décidé pour %(n)d personnes.", outcome.done)
    if outcome.done:
        messages.success(request, done % {"n": outcome.done})
    for code, count in outcome.left.items():
        messages.warning(request, left_words(code, count), extra_tags="attention")


def _reason(text: str) -> HoldReason:
    if text == NO_REASON:
        return HoldReason.NONE
    try:
        return HoldReason(text)
    except ValueError as unknown:
        raise Http404 from unknown


def _choice(text: str) -> CareChoice:
    try:
        return CareChoice(text)
    except ValueError as unknown:
        raise Http404 from unknown
