"""What is found in a wording, the look at every letter, and setting advice aside."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from notifier.accounts.models import User
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import CaseNotOpen
from notifier.notices.actions.examining import check_roster_letters, override_finding
from notifier.notices.choices import WordingState
from notifier.notices.forms.texts import ReasonForm
from notifier.notices.models import Wording
from notifier.notices.permissions import can_edit, can_read_wording
from notifier.notices.policies import WordingRefused
from notifier.notices.queries import awaiting_text
from notifier.notices.queries.comments import override_reasons
from notifier.notices.queries.fitting import MaskedFault, masked_faults
from notifier.notices.rendering.checking import check_page
from notifier.notices.views.access import permitted, the_wording
from notifier.rosters.permissions import can_see_people


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every finding with its rule and place, the blocking ones first. A POST looks at every letter, and lists, masked,
    the patients for whom none can be made.
    """
    user, case = permitted(request, pk, can_read_wording)
    wording = the_wording(case)
    people: list[MaskedFault] | None = None
    refused = ""
    if request.method == "POST":
        if not can_edit(user, case):
            raise PermissionDenied
        try:
            report = check_roster_letters(wording=wording, checker=user, by=user_actor(user.pk), at=timezone.now())
            people = masked_faults(case, report.faults) if can_see_people(user, case) else None
        except (WordingRefused, CaseNotOpen) as error:
            refused = error.code
    return render(request, "notices/checks.html", _page(user, case, wording) | {"people": people, "refused": refused})


@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, pk: UUID, finding: str) -> HttpResponse:
    """Setting one finding aside, for a reason."""
    user, case = permitted(request, pk, can_decide)
    wording = the_wording(case)
    page = _page(user, case, wording)
    judged = next((one for one in page["checked"].judged if one.fingerprint == finding), None)
    form = ReasonForm(request.POST or None)
    refused = ""
    if form.is_valid():
        by, at, reason = user_actor(user.pk), timezone.now(), form.cleaned_data["reason"]
        try:
            override_finding(wording=wording, finding=finding, reason=reason, decider=user, by=by, at=at)
            return redirect("wording_checks", case.pk)
        except (WordingRefused, CaseNotOpen) as error:
            refused = error.code
    if judged is None and not refused:
        return redirect("wording_checks", case.pk)
    return render(request, "notices/override.html", {**page, "one": judged, "form": form, "refused": refused})


def _page(user: User, case: Case, wording: Wording) -> dict[str, Any]:
    patients = awaiting_text(wording).count()
    is_draft = case.is_open and wording.state == WordingState.DRAFT
    return {
        "case": case,
        "wording": wording,
        "patients": patients,
        "checked": check_page(wording, patients, timezone.now()),
        "reasons": override_reasons(wording),
        "can_override": can_decide(user, case) and is_draft,
        "can_check": can_edit(user, case) and is_draft and patients > 0,
        "can_edit": can_edit(user, case) and is_draft,
        "can_see_people": can_see_people(user, case),
    }
