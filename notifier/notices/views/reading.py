"""Reading the letter as one patient will get it, and approving it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare
from notifier.breaches.policies import CaseNotOpen
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Channel, HoldReason
from notifier.notices.models import Wording
from notifier.notices.policies import NotApprovable
from notifier.notices.queries import current_wording, planned_routes, preview_patients, telling_problems
from notifier.notices.rendering.previews import preview_email, preview_letter
from notifier.press.letters import AddressTooWide
from notifier.rosters.models import Patient
from notifier.rosters.permissions import can_see_people


@require_safe
def wording(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page around the previews. `?n=` steps through the patients, those with the most to print first."""
    case, found = _readable(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    place = _place(request)
    patient = _patient(case, place)
    context = {
        "case": case,
        "wording": found,
        "patient": patient,
        "place": place,
        "next": place + 1 if place + 1 < case.patients.count() else None,
        "email": preview_email(found, patient, timezone.now()),
        "can_decide": can_decide(current_user(request), case),
    }
    return render(request, "notices/wording.html", context)


@require_safe
def letter_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter as PDF, for the frame of the page above. The file's name says nothing."""
    case, found = _readable(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    try:
        pdf = preview_letter(found, _patient(case, _place(request)), timezone.now())
    except AddressTooWide:
        return render(request, "notices/too_wide.html", {"case": case})
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="apercu.pdf"'
    return response


@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the text for those on the list who have no notice yet. Twice does no harm: there is one draft."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    draft_wording(case=case, by=user_actor(user.pk), at=timezone.now())
    return redirect("wording", case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What will happen, to how many; then the act. Approving twice changes nothing."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    found = current_wording(case)
    if found is None:
        raise Http404
    problems = telling_problems(case, timezone.localdate())
    if request.method == "POST":
        try:
            approve_wording(wording=found, approver=user, by=user_actor(user.pk), at=timezone.now())
            return redirect("case", case.pk)
        except NotApprovable as refused:
            if refused.problems == ("not_a_draft", "no_patient"):
                return redirect("case", case.pk)
            problems = refused.problems
        except CaseNotOpen as closed:
            problems = (closed.code,)
    plan = _plan(case)
    if not plan["total"] and not problems:
        messages.info(request, _("Personne n’attend d’avis : il n’y a rien à approuver."))
        return redirect("case", case.pk)
    return render(request, "notices/approve.html", {"case": case, "problems": problems, **plan})


def _plan(case: Case) -> dict[str, int]:
    planned = planned_routes(case, timezone.localdate().year)
    going = {route.channel: count for route, count in planned.items() if route.hold is HoldReason.NONE}
    return {
        "emails": going.get(Channel.EMAIL, 0),
        "letters": going.get(Channel.LETTER, 0),
        "held": planned.total() - sum(going.values()),
        "total": planned.total(),
    }


def _readable(request: HttpRequest, pk: UUID) -> tuple[Case, Wording]:
    """The case and its wording, for those who may see people: a preview shows one."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_see_people(user, case):
        raise PermissionDenied
    found = current_wording(case)
    if found is None:
        raise Http404
    return case, found


def _place(request: HttpRequest) -> int:
    text = request.GET.get("n", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _patient(case: Case, place: int) -> Patient:
    patient = preview_patients(case)[place : place + 1].first()
    if patient is None:
        raise Http404
    return patient
