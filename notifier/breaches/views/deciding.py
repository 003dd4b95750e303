"""The page of decisions, and the path to one: a question per page, a look at the answers, then the act."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions.deciding import Choice, check_choices, take_decisions
from notifier.breaches.actions.documents import keep_document
from notifier.breaches.choices import Paper
from notifier.breaches.forms.path import CHECK, Known, Path, answers_of
from notifier.breaches.models import Case, Document
from notifier.breaches.permissions import can_advise, can_decide, can_read_reasons
from notifier.breaches.policies import RefusedByLaw
from notifier.breaches.queries.deciding import (
    advice_text,
    advice_value,
    advised_values,
    in_force,
    latest_advice,
    opened,
)
from notifier.breaches.queries.history import decisions_view
from notifier.breaches.queries.labels import value_words
from notifier.breaches.queries.severity import severity_of
from notifier.law.refusals import Refusal


@require_safe
def decisions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is decided, by whom, when, on which advice; and how it came to be."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("breach"), pk=pk)
    can_read = can_read_reasons(user, case)
    context = {
        "case": case,
        "view": decisions_view(case, with_reasons=can_read),
        "can_read": can_read,
        "can_decide": can_decide(user, case) and case.is_open,
        "can_advise": can_advise(user, case) and case.is_open,
    }
    return render(request, "breaches/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The path. Every page carries the answers of the others, and the act judges them all anew."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("breach"), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    if not case.is_open:
        return redirect("decisions", case.pk)
    path = _path(request, case)
    if request.method != "POST":
        return _ask(request, case, path, path.steps[0])
    step = request.POST.get("step", "")
    if "goto" in request.POST:
        wanted = request.POST["goto"]
        return _ask(request, case, path, wanted if wanted in path.steps else path.steps[0])
    if step == CHECK:
        return _act(request, case, path, user)
    return _answer(request, case, path, step if step in path.steps else path.steps[0], user)


def _path(request: HttpRequest, case: Case) -> Path:
    advice = latest_advice(case)
    known = Known(severity_of(case).proposed, advised_values(advice_value(advice) if advice else None))
    if request.method == "POST":
        return Path(request.POST.copy(), known)
    standing = opened(in_force(case))
    return Path(answers_of({topic: (one.row.value, one.said) for topic, one in standing.items()}), known)


def _answer(request: HttpRequest, case: Case, path: Path, step: str, user: User) -> HttpResponse:
    """Judge one answer and go on to the next question."""
    form = path.form(step, request.FILES)
    if not form.is_valid():
        return _ask(request, case, path, step, form=form)
    file = form.cleaned_data.get("file")
    if isinstance(file, UploadedFile):
        document = keep_document(
            case=case, kind=Paper.GROUND, data=file.read(), keeper=user, by=user_actor(user.pk), at=timezone.now()
        )
        path.data[f"{step}-document"] = str(document.pk)
    return _ask(request, case, path, path.after(step))


def _ask(request: HttpRequest, case: Case, path: Path, step: str, *, form: object = None) -> HttpResponse:
    if step == CHECK:
        return _check(request, case, path)
    advice = latest_advice(case)
    context = {
        "case": case,
        "step": step,
        "form": form or path.question(step),
        "carried": path.carried(step),
        "before": path.before(step),
        "proposed": path.known.proposed,
        "advice": advice,
        "advice_why": advice_text(advice) if advice else "",
        "has_document": bool(path.answer(step, "document")),
    }
    return render(request, "breaches/decide.html", context)


def _check(request: HttpRequest, case: Case, path: Path, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    """What would be decided, and what stands against it, before anything is."""
    if wrong := path.first_wrong():
        return _ask(request, case, path, wrong, form=path.form(wrong))
    choices = _choices(case, path)
    if not refusals:
        try:
            check_choices(case, choices)
        except RefusedByLaw as refused:
            refusals = refused.refusals
    context = {
        "case": case,
        "choices": [(choice, value_words(choice.topic, choice.value)) for choice in choices],
        "carried": path.carried(CHECK),
        "before": path.before(CHECK),
        "steps": path.steps,
        "refusals": refusals,
        "under_way": case.notices.exists(),
    }
    return render(request, "breaches/decide_check.html", context)


def _act(request: HttpRequest, case: Case, path: Path, user: User) -> HttpResponse:
    if path.first_wrong():
        return _check(request, case, path)
    try:
        take_decisions(case=case, choices=_choices(case, path), decider=user, by=user_actor(user.pk), at=timezone.now())
        return redirect("decisions", case.pk)
    except RefusedByLaw as refused:
        return _check(request, case, path, refused.refusals)


def _choices(case: Case, path: Path) -> list[Choice]:
    def find(pk: UUID) -> Document | None:
        return case.documents.filter(pk=pk, kind=Paper.GROUND).defer("sealed").first()

    return path.choices(find)
