"""Approving: what will happen, to how many; then the act, of exactly what was read, by one person or by two."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Breach, Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import CaseNotOpen
from notifier.notices.actions import approve_first, approve_wording
from notifier.notices.actions.agreeing import demand_two_persons, lift_two_persons
from notifier.notices.choices import DOUBT_DAYS_MOST, Channel, HoldReason
from notifier.notices.forms.texts import ReasonForm
from notifier.notices.models import Wording
from notifier.notices.permissions import can_demand, can_read_wording, deciding_people
from notifier.notices.policies import NotApprovable, WordingRefused
from notifier.notices.queries import planned_routes, telling_problems
from notifier.notices.queries.agreeing import advised_cases, demand_in_force, two_persons
from notifier.notices.queries.comments import remarks
from notifier.notices.queries.drafts import draft_overdue
from notifier.notices.rendering.checking import Checked, check_page
from notifier.notices.rendering.fingerprints import read_sha256
from notifier.notices.views.access import permitted, the_wording


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What will happen, to how many; then the act. Approving twice changes nothing."""
    user, case = permitted(request, pk, can_decide)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    found = the_wording(case)
    problems = telling_problems(case, timezone.localdate())
    if request.method == "POST":
        try:
            return _approve(request, case, found, user)
        except NotApprovable as refused:
            if refused.problems == ("not_a_draft", "no_patient"):
                return redirect("case", case.pk)
            problems = refused.problems
        except CaseNotOpen as closed:
            problems = (closed.code,)
    plan = _plan(found)
    if not plan["total"] and not problems:
        messages.info(request, _("Personne n’attend d’avis : il n’y a rien à approuver."))
        return redirect("case", case.pk)
    read = read_sha256(found)
    persons = two_persons(found, read)
    checked = check_page(found, plan["total"], timezone.now())
    context = {
        "case": case,
        "wording": found,
        "problems": _not_said_by(checked, problems),
        "read": read,
        "persons": persons,
        "waits": persons.waits_for_other(user.pk),
        "checked": checked,
        "remarks": [one for one in remarks(found) if one.is_open],
        "overdue": draft_overdue(found, timezone.now()),
        "most_days": DOUBT_DAYS_MOST,
        **plan,
    }
    return render(request, "notices/approve.html", context)


def _not_said_by(checked: Checked, problems: tuple[str, ...]) -> list[str]:
    """The refusals that the list of findings beside them does not name already, with its place and its remedy."""
    found = {one.finding.code for one in checked.judged}
    return [problem for problem in problems if problem not in found]


def _approve(request: HttpRequest, case: Case, found: Wording, user: User) -> HttpResponse:
    """The second of two approvals, or the only one, sends; the first of two does not."""
    by, at, read = user_actor(user.pk), timezone.now(), request.POST.get("read", "")
    if two_persons(found, read_sha256(found)).needs_first():
        approve_first(wording=found, approver=user, by=by, at=at, read=read)
        messages.success(request, _("Votre approbation est notée. L’envoi attend celle d’une seconde personne."))
        return redirect("wording", case.pk)
    approve_wording(wording=found, approver=user, by=by, at=at, read=read, doubt_days=_doubt_days(request))
    return redirect("case", case.pk)


def _doubt_days(request: HttpRequest) -> int | None:
    """The period that is approved with the text; None, for what the draft has, where none that can be was given."""
    text = request.POST.get("jours", "")
    days = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return days if 1 <= days <= DOUBT_DAYS_MOST else None


@require_http_methods(["GET", "HEAD", "POST"])
def two(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whether two people approve: asked for by the controller or its DPO, lifted by the controller for a reason."""
    user, case = permitted(request, pk, can_read_wording)
    demand, form, refused = demand_in_force(case), ReasonForm(), ""
    if request.method == "POST":
        if not can_demand(user, case):
            raise PermissionDenied
        try:
            if demand is None:
                demand_two_persons(case=case, asker=user, by=user_actor(user.pk), at=timezone.now())
                return redirect("two_persons", case.pk)
            form = ReasonForm(request.POST)
            if form.is_valid():
                reason = form.cleaned_data["reason"]
                lift_two_persons(case=case, reason=reason, decider=user, by=user_actor(user.pk), at=timezone.now())
                return redirect("two_persons", case.pk)
        except (WordingRefused, CaseNotOpen) as error:
            refused = error.code
    context = {
        "case": case,
        "demand": demand,
        "deciders": deciding_people(case).count(),
        "form": form,
        "refused": refused,
        "can_demand": can_demand(user, case) and case.is_open,
        "can_lift": can_decide(user, case) and case.is_open,
    }
    return render(request, "notices/two_persons.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def two_for_breach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A DPO asks it for every open case of a breach whose controller mandated them, and for no other."""
    user = current_user(request)
    breach = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    cases = advised_cases(user, breach)
    if not cases:
        raise PermissionDenied
    if request.method == "POST":
        for case in cases:
            with suppress(CaseNotOpen):
                demand_two_persons(case=case, asker=user, by=user_actor(user.pk), at=timezone.now())
        messages.success(request, _("La demande est notée pour chaque dossier."))
        return redirect("breach", breach.pk)
    context = {"breach": breach, "cases": cases, "asked": sum(demand_in_force(case) is not None for case in cases)}
    return render(request, "notices/two_for_breach.html", context)


def _plan(found: Wording) -> dict[str, int]:
    planned = planned_routes(found, timezone.localdate().year)
    going = {route.channel: count for route, count in planned.items() if route.hold is HoldReason.NONE}
    return {
        "emails": going.get(Channel.EMAIL, 0),
        "letters": going.get(Channel.LETTER, 0),
        "held": planned.total() - sum(going.values()),
        "total": planned.total(),
    }
