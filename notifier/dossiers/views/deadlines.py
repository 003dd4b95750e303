"""Every clock of a case on one page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from notifier.accounts.permissions import current_user
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_read_reasons
from notifier.dossiers.queries.deadlines import deadlines_view


@require_safe
def deadlines(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Since when, what to aim at, by when at the latest, by which reading, and what stops it."""
    user = current_user(request)
    cases = Case.objects.visible_to(user).select_related("controller__organisation", "breach")
    case = get_object_or_404(cases, pk=pk)
    now = timezone.now()
    context = {
        "case": case,
        "view": deadlines_view(case, now),
        "now": now,
        "can_decide": can_decide(user, case),
        "can_read_papers": can_read_reasons(user, case) and not case.is_erased,
    }
    return render(request, "dossiers/deadlines.html", context)
