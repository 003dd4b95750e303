"""Boards, case pages and the log, read-only. Their forms post to the app that owns the act."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notifier.accounts.permissions import current_user
from notifier.accounts.queries import has_agreement
from notifier.breaches.models import Breach
from notifier.breaches.permissions import can_decide, can_prepare, can_write_facts
from notifier.breaches.queries.deciding import is_direct_owed
from notifier.breaches.queries.facts import facts_state, newest_facts
from notifier.breaches.queries.following import colleagues, office_for
from notifier.dashboard.choices import Sorting, Watch
from notifier.dashboard.forms import CaseJournalForm, JournalForm, WholeJournalForm
from notifier.dashboard.permissions import can_name_people, can_read_everything
from notifier.dashboard.queries.boards import Board, Wanted, breach_board, visible_cases
from notifier.dashboard.queries.cases import case_view
from notifier.dashboard.queries.journal.choosing import notice_key, people_in
from notifier.dashboard.queries.journal.entries import JournalPage, journal_page
from notifier.dashboard.queries.journal.events import event_view, find_event
from notifier.dashboard.queries.journal.pages import Turn
from notifier.dashboard.queries.steps import next_step
from notifier.dashboard.queries.stories import case_story
from notifier.dashboard.queries.vendors import counts_for_vendor
from notifier.delivery.permissions import can_halt_widely
from notifier.dossiers.permissions import can_export
from notifier.dossiers.queries.door import evidence_door
from notifier.notices.permissions import can_read_wording
from notifier.notices.queries.agreeing import advised_cases
from notifier.rosters.permissions import can_see_people
from notifier.rosters.queries.comparison import comparison_view

# Tells htmx that nothing more will move.
STOP_POLLING = 286
# The boxes of this page, or of every page of the filter.
_TICKED = ("1", "tout")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the one case or breach there is, else a list of them."""
    user = current_user(request)
    cases = list(visible_cases(user)[:2])
    if len(cases) == 1 and can_prepare(user, cases[0]):
        return redirect("case", cases[0].pk)
    breaches = list(Breach.objects.visible_to(user).order_by("-began_on", "pk"))
    if len(breaches) == 1 and (cases or can_write_facts(user, breaches[0])):
        return redirect("breach", breaches[0].pk)
    return render(request, "dashboard/home.html", {"breaches": breaches})


@require_safe
def breach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The board of the cases the user sees; the vendor, who sees none, is shown counts."""
    user = current_user(request)
    board = _board(request, pk)
    if not board.cases and can_write_facts(user, board.breach):
        return redirect("vendor_counts", board.breach.pk)
    office = office_for(user, board.breach)
    context = {
        "board": board,
        "sortings": Sorting,
        "office": office,
        "colleagues": colleagues(office) if office else (),
        "newest_facts": newest_facts(board.breach),
        "may_invite": office is not None,
        "advises": office is not None and bool(advised_cases(user, board.breach)),
        "may_halt": can_halt_widely(user),
        "ticked": ticked if (ticked := request.GET.get("coches", "")) in _TICKED else "",
    }
    return render(request, "dashboard/breach.html", context)


@require_safe
def vendor_counts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the vendor's customers are, all together: no practice is named."""
    user = current_user(request)
    found = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    if not can_write_facts(user, found):
        raise PermissionDenied
    return render(request, "dashboard/vendor.html", {"breach": found, "counts": counts_for_vendor(found)})


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
    view, may_decide, may_prepare = case_view(found, timezone.now()), can_decide(user, found), can_prepare(user, found)
    agreed, is_direct = has_agreement(found.controller_id), is_direct_owed(found)
    context = {
        "view": view,
        "step": next_step(
            view, may_decide=may_decide, may_prepare=may_prepare, has_agreement=agreed, is_direct=is_direct
        ),
        "story": case_story(found),
        "facts": facts_state(found),
        "has_agreement": agreed,
        "can_prepare": may_prepare,
        "can_decide": may_decide,
        "comparison": comparison_view(found),
        "can_see_people": can_see_people(user, found),
        "can_read_wording": can_read_wording(user, found),
        "is_direct_owed": is_direct,
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
    context = {
        "view": view,
        "can_prepare": can_prepare(user, found),
        "can_read_wording": can_read_wording(user, found),
        "can_see_people": can_see_people(user, found),
    }
    return render(request, "dashboard/_progress.html", context, status=status)


@require_safe
def journal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything that was done on a case."""
    user = current_user(request)
    found = get_object_or_404(visible_cases(user), pk=pk)
    with_names = can_name_people(user)
    form = CaseJournalForm(request.GET, people=people_in(found, with_names=with_names))
    page = _journal_page(request, form, [found.pk], with_names=with_names)
    return render(request, "dashboard/journal.html", {"case": found, "form": form, "page": page})


@require_safe
def whole_journal(request: HttpRequest) -> HttpResponse:
    """Everything that was done, on all cases and on none: for the auditor."""
    if not can_read_everything(current_user(request)):
        raise PermissionDenied
    form = WholeJournalForm(request.GET)
    page = _journal_page(request, form, None, with_names=True)
    return render(request, "dashboard/journal.html", {"form": form, "page": page})


@require_POST
def find_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From a reference on paper to the log of its notice. It is posted, for an address is written down by servers."""
    found = get_object_or_404(visible_cases(current_user(request)), pk=pk)
    if key := notice_key(request.POST.get("reference", "")):
        return redirect(f"{reverse('journal', args=[found.pk])}?avis={key}")
    messages.error(request, _("Cette référence est mal écrite. Relisez-la sur la lettre ou le courriel."))
    return redirect("journal", found.pk)


@require_safe
def event(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One event, down to its bytes."""
    user = current_user(request)
    found = find_event(uid, user, reads_all=can_read_everything(user))
    if found is None:
        raise Http404
    return render(request, "dashboard/event.html", {"view": event_view(found, with_names=can_name_people(user))})


def _journal_page(
    request: HttpRequest, form: JournalForm, cases: list[UUID] | None, *, with_names: bool
) -> JournalPage | None:
    """None when the filter cannot be understood."""
    if not form.is_valid():
        return None
    turn = Turn(older_than=_event_number(request, "avant"), newer_than=_event_number(request, "apres"))
    return journal_page(form.wanted(cases), turn, with_names=with_names)


def _event_number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    # Longer numbers are none of ours, and no database would take them.
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _board(request: HttpRequest, pk: UUID) -> Board:
    user = current_user(request)
    found = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    return breach_board(found, user, timezone.now(), _wanted(request))


def _wanted(request: HttpRequest) -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    watch, sorting = request.GET.get("voir", ""), request.GET.get("tri", "")
    try:
        last = UUID(request.GET.get("apres", ""))
    except ValueError:
        last = None
    return Wanted(
        watch=Watch(watch) if watch in Watch.values else Watch.ALL,
        sorting=Sorting(sorting) if sorting in Sorting.values else Sorting.URGENT,
        after=last,
    )
