"""Telling more to those who know already: what would happen, to how many; then the text, as any other."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from notifier.audit.actors import user_actor
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import CaseNotOpen
from notifier.notices.actions.following import begin_follow_up, give_up_follow_up
from notifier.notices.choices import FollowUp, WordingState
from notifier.notices.permissions import can_read_wording
from notifier.notices.policies import WordingRefused
from notifier.notices.queries.following import follow_ups
from notifier.notices.views.access import permitted


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was told since, and to whom more can be told. A POST begins the text; who approves it sends it."""
    user, case = permitted(request, pk, can_decide if request.method == "POST" else can_read_wording)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    refused = ""
    if request.method == "POST":
        kind = next((one for one in FollowUp if one and one == request.POST.get("sorte")), None)
        try:
            if kind is None:
                raise WordingRefused("no_kind")
            begin_follow_up(case=case, kind=kind, decider=user, by=user_actor(user.pk), at=timezone.now())
            return redirect("wording", case.pk)
        except (WordingRefused, CaseNotOpen) as error:
            refused = error.code
    context = {
        "case": case,
        "view": follow_ups(case),
        "refused": refused,
        "can_decide": can_decide(user, case) and case.is_open,
    }
    return render(request, "notices/follow_ups.html", context)


@require_POST
def give_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the draft of a follow-up aside; nothing of it goes out. Twice does no harm."""
    user, case = permitted(request, pk, can_decide)
    draft = case.wordings.filter(state=WordingState.DRAFT).exclude(follow_up=FollowUp.NONE).first()
    try:
        if draft is not None:
            give_up_follow_up(wording=draft, decider=user, by=user_actor(user.pk), at=timezone.now())
    except (WordingRefused, CaseNotOpen) as refused:
        context = {"case": case, "view": follow_ups(case), "refused": refused.code, "can_decide": False}
        return render(request, "notices/follow_ups.html", context)
    return redirect("follow_ups", case.pk)
