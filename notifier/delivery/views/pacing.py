"""How fast a case goes out: seen by all who see the case, set by its controller."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen
from notifier.delivery.actions import set_pace
from notifier.delivery.forms import PACE_REFUSALS, PaceForm
from notifier.delivery.permissions import can_pace
from notifier.delivery.policies import PaceRefused
from notifier.delivery.queries.waves import Waves, waves


@require_http_methods(["GET", "HEAD", "POST"])
def pace_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What waits, why and until when; the form, or the one button that raises what makes it late."""
    user, now = current_user(request), timezone.now()
    case = get_object_or_404(Case.objects.visible_to(user).select_related("controller__organisation"), pk=pk)
    may_set = can_pace(user, case)
    if request.method == "POST" and not may_set:
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    if request.method == "POST" and (form := PaceForm(request.POST)).is_valid():
        try:
            if set_pace(case=case, **form.pace(), by=user_actor(user.pk), at=now):
                messages.success(request, _("Le rythme des courriels est réglé."))
            return redirect("pace_case", case.pk)
        except PaceRefused as refused:
            form.add_error(None, PACE_REFUSALS[refused.code])
        except CaseNotOpen:
            form.add_error(None, _("Ce dossier est clos : rien n’en part plus."))
    elif request.method != "POST":
        form = None
    found = waves(case, now)
    context = {
        "case": case,
        "found": found,
        "form": form or PaceForm(initial=_initial(found)),
        "can_pace": may_set and case.is_open,
    }
    return render(request, "delivery/pace.html", context)


def _initial(found: Waves) -> dict[str, object]:
    """What is set; a proposal is taken by a button of its own, for who came to set the hours did not ask for it."""
    if found.pace is None:
        return {}
    return {name: getattr(found.pace, name) for name in ("per_day", "quiet_from", "quiet_until")}
