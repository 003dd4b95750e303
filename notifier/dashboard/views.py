"""Boards and case pages, read-only. Their forms post to the app that owns the act."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from notifier.accounts.permissions import current_user
from notifier.breaches.models import Breach
from notifier.breaches.permissions import can_decide, can_prepare
from notifier.dashboard.queries.boards import Board, breach_board, visible_cases
from notifier.dashboard.queries.cases import case_view
from notifier.dashboard.queries.stories import case_story
from notifier.dossiers.permissions import can_export
from notifier.dossiers.queries.door import evidence_door
from notifier.rosters.permissions import can_see_people
from notifier.rosters.queries.comparison import comparison_view

# Tells htmx that nothing more will move.
STOP_POLLING = 286


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the one case or breach there is, else a list of them."""
    user = current_user(request)
    cases = list(visible_cases(user)[:2])
    if len(cases) == 1 and can_prepare(user, cases[0]):
        return redirect("case", cases[0].pk)
    breaches = list(Breach.objects.visible_to(user).order_by("-began_on", "pk"))
    if len(breaches) == 1 and cases:
        return redirect("breach", breaches[0].pk)
    return render(request, "dashboard/home.html", {"breaches": breaches})


@require_safe
def breach(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render(request, "dashboard/breach.html", {"board": _board(request, pk)})


@require_safe
def breach_live(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the board that moves."""
    board = _board(request, pk)
    status = 200 if board.is_moving else STOP_POLLING
    return render(request, "dashboard/_board.html", {"board": board}, status=status)


@require_safe
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = current_user(request)
    found = get_object_or_404(visible_cases(user), pk=pk)
    context = {
        "view": case_view(found, timezone.now()),
        "story": case_story(found),
        "can_prepare": can_prepare(user, found),
        "can_decide": can_decide(user, found),
        "comparison": comparison_view(found),
        "can_see_people": can_see_people(user, found),
        "door": evidence_door() if can_export(user, found) else None,
    }
    return render(request, "dashboard/case.html", context)


@require_safe
def case_live(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The progress of a case while it is being sent."""
    user = current_user(request)
    found = get_object_or_404(visible_cases(user), pk=pk)
    view = case_view(found, timezone.now())
    status = 200 if view.is_moving else STOP_POLLING
    context = {"view": view, "can_prepare": can_prepare(user, found)}
    return render(request, "dashboard/_progress.html", context, status=status)


def _board(request: HttpRequest, pk: UUID) -> Board:
    user = current_user(request)
    found = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    return breach_board(found, user, timezone.now())
