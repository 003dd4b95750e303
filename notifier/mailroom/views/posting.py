"""A print run's page: handed to the post when, what the printer answered, what came back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_prepare
from notifier.breaches.policies import RefusedByLaw
from notifier.breaches.queries.words import explain
from notifier.mailroom.actions import DispositionRefused, note_posted, take_disposition
from notifier.mailroom.forms import DispositionForm, PostedForm
from notifier.mailroom.models import PrintRun
from notifier.mailroom.queries.consigning import may_be_consigned, progress_of, provider_name
from notifier.mailroom.queries.runs import run_page_of
from notifier.mailroom.queries.words import REASONS, problem_words, why_kept
from notifier.mailroom.rules.disposition import Problem, read_disposition

_SHOWN = 20


@require_safe
def run_page(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """What became of the letters of a run, in counts."""
    _user, case, run = _found(request, pk, number)
    return _page(request, case, run)


@require_POST
def posted(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """All that are left, today, with one tap; or on the day and for the pieces that are given. Twice does no harm."""
    user, case, run = _found(request, pk, number)
    form = PostedForm(request.POST, last=run.letters)
    if "aujourdhui" in request.POST:
        on, places = timezone.localdate(), None
    elif form.is_valid():
        on, places = form.cleaned_data["on"], form.cleaned_data["pieces"]
    else:
        return _page(request, case, run, form=form, status=400)
    try:
        count = note_posted(run=run, places=places, on=on, by=user_actor(user.pk), at=timezone.now())
    except RefusedByLaw as refused:
        form.add_error("on" if form.is_bound and "aujourdhui" not in request.POST else None,
                       " ".join(map(explain, refused.refusals)))  # fmt: skip
        return _page(request, case, run, form=form, status=400)
    _tell_posted(request, count)
    return redirect("run", case.pk, run.number)


@require_POST
def disposition(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The printer's answer, all of it or nothing."""
    user, case, run = _found(request, pk, number)
    form = DispositionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, case, run, disposition=form, status=400)
    read = read_disposition(form.cleaned_data["file"].read())
    if read.problems:
        return _refuse(request, case, run, read.problems)
    try:
        taken = take_disposition(run=run, answers=read.answers, by=user_actor(user.pk), at=timezone.now())
    except DispositionRefused as refused:
        return _refuse(request, case, run, refused.problems)
    told = _(
        "Réponse lue. Imprimées : %(printed)d. Abîmées : %(spoiled)d. Postées : %(posted)d. Déjà notées : %(same)d."
    )
    said = {"printed": taken.printed, "spoiled": taken.spoiled, "posted": taken.posted, "same": taken.unchanged}
    messages.success(request, told % said)
    return redirect("run", case.pk, run.number)


def _refuse(request: HttpRequest, case: Case, run: PrintRun, problems: Iterable[Problem]) -> HttpResponse:
    found = sorted(problems, key=lambda problem: problem.line)
    more = len(found) - _SHOWN
    words = [problem_words(problem) for problem in found[:_SHOWN]]
    return _page(request, case, run, problems=words, more=max(0, more), status=400)


def _page(request: HttpRequest, case: Case, run: PrintRun, *, status: int = 200, **more: object) -> HttpResponse:
    today = timezone.localdate()
    found, progress = run_page_of(run, today), progress_of(run, timezone.now())
    context = {
        "case": case,
        "run": run,
        "page": found,
        "returns": [(REASONS[reason], count) for reason, count in found.returns],
        "form": PostedForm(initial={"on": _likely(run, today)}, last=run.letters),
        "disposition": DispositionForm(),
        "provider": provider_name() if may_be_consigned(case) else "",
        "progress": progress,
        "codes": [(why_kept(code), code, count) for code, count in progress.codes] if progress else [],
        **more,
    }
    return render(request, "mailroom/run.html", context, status=status)


def _likely(run: PrintRun, today: date) -> date:
    return max(timezone.localdate(run.made_at), today)


def _tell_posted(request: HttpRequest, count: int) -> None:
    if count:
        told = ngettext("C’est noté : %(n)d lettre postée.", "C’est noté : %(n)d lettres postées.", count)
        messages.success(request, told % {"n": count})
    else:
        messages.info(request, _("Rien de nouveau : ces lettres étaient déjà notées."))


def _found(request: HttpRequest, pk: UUID, number: int) -> tuple[User, Case, PrintRun]:
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("controller__organisation", "breach"), pk=pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    if case.is_erased:
        raise Http404
    return user, case, get_object_or_404(case.print_runs, number=number)
