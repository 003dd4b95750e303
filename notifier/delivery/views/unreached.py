"""Who has not been reached and why: counts, a masked list, two files; and trying again."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from html import unescape
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import CaseNotOpen
from notifier.delivery.actions import requeue_failed
from notifier.delivery.actions.exporting import note_names_exported
from notifier.delivery.permissions import can_export_counts, can_export_names
from notifier.delivery.queries.unreached import Line, Page, Reason, lines, page, summary
from notifier.lib.spreadsheet import BOM, csv_lines
from notifier.rosters.permissions import can_see_people
from notifier.rosters.rules.person import address_lines


@require_safe
def unreached(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reasons, counted, for whoever follows the case; and who they are, masked, for those who may see people."""
    user, case = _seen(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    chosen = Reason.parse(request.GET.get("raison", ""))
    sees_people = can_see_people(user, case)
    context = {
        "case": case,
        "summary": summary(case),
        "chosen": chosen,
        "page": page(case, chosen, after=key_of(request)) if sees_people else Page([], ""),
        "sees_people": sees_people,
        "can_requeue": case.is_open and can_decide(user, case),
        "can_export_names": can_export_names(user, case),
        "can_export_counts": can_export_counts(user, case),
    }
    return render(request, "delivery/unreached.html", context)


@never_cache
@require_safe
def unreached_csv(request: HttpRequest, pk: UUID) -> HttpResponse | StreamingHttpResponse:
    """Who is not informed, as a file that names nobody: the digest of its reference finds a notice in the log."""
    user, case = _seen(request, pk)
    if not can_export_counts(user, case):
        raise PermissionDenied
    if case.is_erased:
        raise Http404
    return _file(lines(case, with_names=False), _head(), _cells)


@never_cache
@require_POST
def unreached_names(request: HttpRequest, pk: UUID) -> HttpResponse | StreamingHttpResponse:
    """The same with names and addresses, for the practice: an act that leaves an event."""
    user, case = _seen(request, pk)
    if not can_export_names(user, case):
        raise PermissionDenied
    if case.is_erased:
        raise Http404
    note_names_exported(case=case, count=summary(case).total, by=user_actor(user.pk), at=timezone.now())
    return _file(lines(case, with_names=True), [*_names(), *_head()], _named_cells)


@require_POST
def requeue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The controller has failed notices tried again: those of which that makes sense, or all."""
    user, case = _seen(request, pk)
    if not can_decide(user, case):
        raise PermissionDenied
    try:
        by, refused_too = user_actor(user.pk), request.POST.get("refus") == "1"
        count = requeue_failed(case=case, refused_too=refused_too, by=by, at=timezone.now())
    except CaseNotOpen:
        messages.error(request, _("Ce dossier est clos. Rouvrez-le pour réessayer."))
        return redirect("case", case.pk)
    said = ngettext("%(n)d avis est remis à l’envoi.", "%(n)d avis sont remis à l’envoi.", count) % {"n": count}
    messages.info(request, said)
    return redirect("unreached", case.pk)


def key_of(request: HttpRequest) -> UUID | None:
    """After which row a page begins; a key that is none begins at the front."""
    try:
        return UUID(request.GET.get("apres", ""))
    except ValueError:
        return None


def _seen(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    return user, get_object_or_404(Case.objects.visible_to(user).select_related("controller__organisation"), pk=pk)


def _head() -> list[str]:
    return [_("Empreinte de la référence"), _("Code"), _("Raison"), _("Canal"), _("Depuis")]


def _names() -> list[str]:
    return [_("Nom"), _("Prénom"), _("Adresse"), _("Courriel"), _("Téléphone")]


def _cells(line: Line) -> list[str]:
    since = _moment(line.since) if line.since else ""
    return [line.reference, line.reason.key, _words(line.reason), line.channel, since]


def _named_cells(line: Line) -> list[str]:
    person = line.person
    if person is None:
        return ["", "", "", "", "", *_cells(line)]
    address = ", ".join(address_lines(person)[1:])
    return [person.family_name, person.given_name, address, person.email, person.telephone, *_cells(line)]


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


@cache
def _rendered(reason: Reason, language: str) -> str:
    return unescape(render_to_string("delivery/_reason.txt", {"reason": reason}).strip())


def _words(reason: Reason) -> str:
    return _rendered(reason, get_language() or "fr")


def _file(found: Iterator[Line], head: list[str], cells: Callable[[Line], list[str]]) -> StreamingHttpResponse:
    """The file's name says nothing of whose patients these are."""
    rows = csv_lines(_rows(found, head, cells))
    response = StreamingHttpResponse(_with_bom(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="non-joints.csv"'
    return response


def _rows(found: Iterator[Line], head: list[str], cells: Callable[[Line], list[str]]) -> Iterator[list[str]]:
    yield head
    for line in found:
        yield cells(line)


def _with_bom(rows: Iterator[str]) -> Iterator[str]:
    yield BOM
    yield from rows
