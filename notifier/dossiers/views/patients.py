"""One patient: seen by an act, corrected, erased."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare
from notifier.dossiers.actions.patients import CorrectionRefused, correct_patient, erase_patient, view_patient
from notifier.dossiers.choices import PatientErasureReason
from notifier.dossiers.forms import CorrectionForm, ErasePatientForm
from notifier.dossiers.policies import ActRefused, patient_erasing_problems
from notifier.dossiers.queries.patients import person_of, standing_of
from notifier.dossiers.queries.refusals import explain_refusal
from notifier.rosters.models import Patient
from notifier.rosters.permissions import can_see_people
from notifier.rosters.queries import explain_reason
from notifier.rosters.queries.pages import mask
from notifier.rosters.rules.corrections import CORRECTABLE, person_texts
from notifier.rosters.rules.headers import Field


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def patient(request: HttpRequest, pk: UUID, patient_pk: UUID) -> HttpResponse:
    """Masked; a POST shows the person and leaves an event."""
    user, case, found = _seen(request, pk, patient_pk)
    person = person_of(found)
    context = {
        "case": case,
        "patient": found,
        "masked": mask(found, person),
        "standing": standing_of(found),
        "can_prepare": can_prepare(user, case),
        "can_decide": can_decide(user, case),
    }
    if request.method == "POST":
        view_patient(patient=found, by=user_actor(user.pk), at=timezone.now())
        context |= {"person": person, "form": CorrectionForm(initial=_initial(person_texts(person)))}
    return render(request, "dossiers/patient.html", context)


@never_cache
@require_POST
def correct(request: HttpRequest, pk: UUID, patient_pk: UUID) -> HttpResponse:
    """Take the correction, or show what was typed again with what is wrong with it."""
    user, case, found = _seen(request, pk, patient_pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            advice = correct_patient(patient=found, changes=form.changes(), by=user_actor(user.pk), at=timezone.now())
            messages.success(request, _("La correction est enregistrée."))
            for problem in advice:
                messages.warning(request, explain_reason(problem.code))
            return redirect("patient", case.pk, found.pk)
        except CorrectionRefused as refused:
            for problem in refused.problems:
                form.add_error(problem.column if problem.column in form.fields else None, explain_reason(problem.code))
        except ActRefused as refused:
            for code in refused.problems:
                form.add_error(None, explain_refusal(code))
    return render(request, "dossiers/correct.html", {"case": case, "patient": found, "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: UUID, patient_pk: UUID) -> HttpResponse:
    """What goes and what stays; then the act, which cannot be undone."""
    user, case, found = _seen(request, pk, patient_pk)
    if not can_decide(user, case):
        raise PermissionDenied
    standing = standing_of(found)
    problems = patient_erasing_problems(standing.state)
    form = ErasePatientForm(request.POST or None)
    if form.is_valid():
        reason = PatientErasureReason(form.cleaned_data["reason"])
        try:
            erase_patient(patient=found, reason=reason, by=user_actor(user.pk), at=timezone.now())
            messages.success(request, _("Les données de ce patient sont effacées."))
            return redirect("patients", case.pk)
        except ActRefused as refused:
            problems = refused.problems
    context = {
        "case": case,
        "patient": found,
        "form": form,
        "problems": problems,
        "masked": mask(found, person_of(found)),
        "standing": standing,
    }
    return render(request, "dossiers/erase_patient.html", context)


def _seen(request: HttpRequest, pk: UUID, patient_pk: UUID) -> tuple[User, Case, Patient]:
    """Of a case the user sees, a patient whose name they may see; gone with the case's erasure."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_see_people(user, case):
        raise PermissionDenied
    if case.is_erased:
        raise Http404
    return user, case, get_object_or_404(Patient, case=case, pk=patient_pk)


def _initial(texts: Mapping[Field, str]) -> dict[str, str]:
    return {field.value: texts[field] for field in CORRECTABLE}
