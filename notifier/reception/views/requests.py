"""The desk: what patients asked, by when they must have an answer, and what they were told."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare, can_see_people
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.breaches.queries.words import explain
from notifier.dossiers.actions.copying import copy_notice
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.refusals import explain_refusal
from notifier.lib.ids import parse_reference
from notifier.notices.actions.requests import Asked, view_request
from notifier.notices.choices import RequestChannel
from notifier.notices.models import Notice, PatientRequest
from notifier.reception.actions import note_request
from notifier.reception.forms import NoteForm
from notifier.reception.queries.requests import request_line, requests_view, words_of
from notifier.rosters.models import Patient


@never_cache
@require_safe
def requests(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Those that wait, by their limits, then what was done."""
    user, case = _seen(request, pk)
    may_see = can_see_people(user, case)
    view = requests_view(case, timezone.now(), with_people=may_see and not case.is_erased)
    context = {"case": case, "view": view, "can_see_people": may_see, "can_prepare": can_prepare(user, case)}
    return render(request, "reception/requests.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: UUID, patient_pk: UUID | None = None) -> HttpResponse:
    """Note a request that came by telephone, by letter or at the desk."""
    user, case = _seen(request, pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    patient = get_object_or_404(Patient, case=case, pk=patient_pk) if patient_pk else None
    now = timezone.now()
    initial = {"received_at": timezone.localtime(now)}
    form = NoteForm(request.POST or None, initial=initial, knows_patient=patient is not None)
    if form.is_valid() and (made := _note(form, case, patient, user)):
        messages.success(request, _("La demande est notée."))
        return redirect("patient_request", case.pk, made.pk)
    return render(request, "reception/note.html", {"case": case, "form": form, "patient": patient})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def patient_request(request: HttpRequest, pk: UUID, request_pk: UUID) -> HttpResponse:
    """One request and its clock; a POST shows the words and leaves an event."""
    user, case, found = _request(request, pk, request_pk)
    now = timezone.now()
    context = {
        "case": case,
        "line": request_line(found, now),
        "can_prepare": can_prepare(user, case),
        "can_decide": can_decide(user, case),
        "has_words": any(blob is not None for blob in (found.sealed, found.extension, found.answer)),
    }
    if request.method == "POST" and not case.is_erased:
        view_request(request=found, by=user_actor(user.pk), at=now)
        context |= {"words": words_of(found)}
    return render(request, "reception/request.html", context)


@never_cache
@require_POST
def copy(request: HttpRequest, pk: UUID, request_pk: UUID) -> HttpResponse:
    """The notice that was sent, once more on paper, in the form that was asked for."""
    user, case, found = _request(request, pk, request_pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    try:
        if found.notice is None or case.is_erased:
            raise ActRefused("not_sent" if found.notice is None else "case_erased")
        form = words_of(found).said.form
        pdf = copy_notice(notice=found.notice, form=form, by=user_actor(user.pk), at=timezone.now())
    except ActRefused as refused:
        for code in refused.problems:
            messages.error(request, explain_refusal(code))
        return redirect("patient_request", case.pk, found.pk)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="copie.pdf"'
    return response


def _note(form: NoteForm, case: Case, patient: Patient | None, user: User) -> PatientRequest | None:
    """None where it was refused; the form says why."""
    typed, now = form.cleaned_data, timezone.now()
    notice = Notice.objects.filter(patient=patient).order_by("-number").first() if patient else _named(form, case)
    if form.errors:
        return None
    whose = patient or (notice.patient if notice else None)
    asked = Asked(form.what(), RequestChannel(typed["channel"]), form.said(), typed["received_at"])
    try:
        return note_request(case=case, notice=notice, patient=whose, asked=asked, by=user_actor(user.pk), at=now)
    except RefusedByLaw as refused:
        for refusal in refused.refusals:
            form.add_error("received_at", explain(refusal))
    except CaseNotOpen as closed:
        form.add_error(None, explain_refusal(closed.code))
    return None


def _named(form: NoteForm, case: Case) -> Notice | None:
    """The notice of this case whose reference was typed, if any was."""
    typed = form.cleaned_data["reference"]
    if not typed:
        return None
    notice = Notice.objects.of_case(case.pk).filter(reference=parse_reference(typed) or "").first()
    if notice is None:
        form.add_error("reference", _("Aucun avis de ce dossier ne porte cette référence. Vérifiez chaque signe."))
    return notice


def _seen(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    cases = Case.objects.visible_to(user).select_related("controller__organisation", "breach")
    return user, get_object_or_404(cases, pk=pk)


def _request(request: HttpRequest, pk: UUID, request_pk: UUID) -> tuple[User, Case, PatientRequest]:
    """Of a case the user sees, a request whose words they may read."""
    user, case = _seen(request, pk)
    if not can_see_people(user, case):
        raise PermissionDenied
    rows = PatientRequest.objects.select_related("notice__patient", "case")
    return user, case, get_object_or_404(rows, case=case, pk=request_pk)
