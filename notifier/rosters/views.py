"""Taking a list in, in two steps, looking at who is on it, and letting it be compared."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare
from notifier.breaches.policies import CaseNotOpen
from notifier.rosters.actions import (
    AgreementMissing,
    RealRosterRefused,
    RosterRefused,
    discard_staged,
    import_staged,
    set_comparison,
    stage_roster,
)
from notifier.rosters.forms import UploadForm
from notifier.rosters.models import StagedRoster
from notifier.rosters.permissions import can_see_people
from notifier.rosters.queries import examine_staged, explain_reason
from notifier.rosters.queries.followed import followed_sentences
from notifier.rosters.queries.pages import masked_page, problem_lines, questions


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First step: the file is examined, and kept sealed only if it may be kept at all."""
    user, case = _preparing(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"case": case, "form": form}
    if form.is_valid():
        try:
            data = form.cleaned_data["file"].read()
            staged = stage_roster(case=case, data=data, user=user, by=user_actor(user.pk), at=timezone.now())
            return redirect("roster_confirm", case.pk, staged.pk)
        except RosterRefused as refused:
            context |= {"examination": refused.examination, "lines": problem_lines(refused.examination)}
        except (RealRosterRefused, AgreementMissing, CaseNotOpen) as refused:
            form.add_error(None, explain_reason(refused.code))
            context["needs_agreement"] = isinstance(refused, AgreementMissing)
    return render(request, "rosters/upload.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: UUID, staged_pk: UUID) -> HttpResponse:
    """Second step: both counts and every problem; then import, or throw the file away."""
    user, case = _preparing(request, pk)
    staged = case.staged_rosters.filter(pk=staged_pk).first()
    if staged is None or case.is_erased:
        # Imported or thrown away already, here or in another window, or by the case's erasure.
        return redirect("case", case.pk)
    confirmed = frozenset(request.POST.getlist("confirmed"))
    if request.method == "POST" and (answer := _decide(request, user, staged, confirmed)):
        return answer
    examination = examine_staged(staged, today=timezone.localdate(), confirmed=frozenset())
    asked = questions(examination, confirmed=confirmed)
    context = {
        "case": case,
        "examination": examination,
        "lines": problem_lines(examination),
        "questions": asked,
        "is_unanswered": request.method == "POST" and not all(question.is_answered for question in asked),
    }
    return render(request, "rosters/confirm.html", context)


@require_safe
def patients(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is on the list, masked: initials and town."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_see_people(user, case):
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    page = masked_page(case, after=request.GET.get("apres", ""))
    return render(request, "rosters/patients.html", {"case": case, "page": page})


@require_POST
def comparison(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The controller lets their patients be compared with those of other practices, or takes that back."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    allowed = "allow" in request.POST
    set_comparison(case=case, allowed=allowed, by=user_actor(user.pk), at=timezone.now())
    messages.info(
        request,
        _("La comparaison est autorisée.")
        if allowed
        else _("La comparaison n’est plus autorisée. Rien n’en est gardé."),
    )
    return redirect("case", case.pk)


def _decide(request: HttpRequest, user: User, staged: StagedRoster, confirmed: frozenset[str]) -> HttpResponse | None:
    by, at = user_actor(user.pk), timezone.now()
    if "discard" in request.POST:
        discard_staged(staged=staged, by=by, at=at)
        messages.info(request, _("Le fichier a été écarté. Rien n’en a été gardé."))
        return redirect("case", staged.case_id)
    try:
        roster = import_staged(staged=staged, confirmed=confirmed, user=user, by=by, at=at)
    except StagedRoster.DoesNotExist:
        return redirect("case", staged.case_id)
    except RosterRefused:
        return None
    except (RealRosterRefused, AgreementMissing, CaseNotOpen) as refused:
        messages.error(request, explain_reason(refused.code))
        return None
    for sentence in followed_sentences(roster.followed):
        messages.warning(request, sentence, extra_tags="attention")
    return redirect("case", staged.case_id)


def _preparing(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    return user, case
