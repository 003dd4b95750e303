"""A notice in large print, in the short form, and as a telephone call: for the patient who asks."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from notifier.accounts.models import User
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.notices.actions.previewing import show_in_preview
from notifier.notices.choices import Form
from notifier.notices.models import Notice, Wording
from notifier.notices.permissions import can_read_wording
from notifier.notices.queries.previews import chosen_patient
from notifier.notices.rendering.forms import form_letter, spoken_script
from notifier.notices.rendering.masters import wording_texts
from notifier.notices.rendering.previews import Shown, nobody, real_person
from notifier.notices.views.access import permitted, the_wording
from notifier.press.letters import AddressTooWide, UnprintableText
from notifier.rosters.choices import Category, Language
from notifier.rosters.models import Patient
from notifier.rosters.permissions import can_see_people
from notifier.rosters.rules.bits import to_bits


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose letter, or of which text for nobody in particular; and the notice they already have, whose wording and
    reference it then bears.
    """

    patient: Patient | None
    notice: Notice | None
    wording: Wording
    key: tuple[str, str, str] | None


@never_cache
@require_safe
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What there is, for a chosen patient or for nobody in particular."""
    user, case = permitted(request, pk, can_read_wording)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    asked = _asked(request, user, case)
    context = {
        "case": case,
        "asked": asked,
        "query": f"patient={asked.patient.pk}" if asked.patient else f"texte={'.'.join(_key(asked))}",
        "large": Form.LARGE.value,
        "short": Form.SHORT.value,
        "can_see_people": can_see_people(user, case),
    }
    return render(request, "notices/other_forms.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form_pdf(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    """The letter in that form, masked; a POST shows whom it is for and leaves an event. Its name says nothing."""
    user, case = permitted(request, pk, can_read_wording)
    if form not in set(Form):
        raise Http404
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    asked = _asked(request, user, case)
    is_shown = request.method == "POST" and asked.patient is not None
    if is_shown and asked.patient is not None:
        show_in_preview(patient=asked.patient, by=user_actor(user.pk), at=timezone.now())
    reference = asked.notice.reference if is_shown and asked.notice else ""
    try:
        letter = form_letter(asked.wording, _shown(case, asked, is_masked=not is_shown), Form(form), timezone.now(),
                             reference)  # fmt: skip
    except (AddressTooWide, UnprintableText):
        return render(request, "notices/too_wide.html", {"case": case})
    response = HttpResponse(letter.pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="apercu.pdf"'
    return response


@require_safe
def telephone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The script, in the language of the page unless `?langue=` asks for another."""
    _, case = permitted(request, pk, can_read_wording)
    languages = set(Language)
    asked = request.GET.get("langue", "") or (get_language() or "")[:2]
    language = Language(asked) if asked in languages else Language.FRENCH
    steps = spoken_script(the_wording(case), language)
    return render(request, "notices/telephone.html", {"case": case, "steps": steps, "language": language})


def _asked(request: HttpRequest, user: User, case: Case) -> Asked:
    """From the address: `?patient=`, for those who may see people, or `?texte=`; what is unknown is left out."""
    found = the_wording(case)
    name, number = request.GET.get("texte", ""), request.GET.get("patient", "")
    key = next((one for one in wording_texts(found) if ".".join(one) == name), None)
    if not number or not can_see_people(user, case):
        return Asked(None, None, found, key)
    try:
        patient = chosen_patient(case, UUID(number))
    except ValueError as no_number:
        raise Http404 from no_number
    if patient is None:
        raise Http404
    notice = Notice.objects.select_related("wording").filter(patient=patient).order_by("-number").first()
    return Asked(patient, notice, notice.wording if notice else found, None)


def _key(asked: Asked) -> tuple[str, str, str]:
    return asked.key or min(wording_texts(asked.wording), key=lambda one: (one[0] != Language.FRENCH, one))


def _shown(case: Case, asked: Asked, *, is_masked: bool) -> Shown:
    if asked.patient is None:
        return nobody(_key(asked), to_bits(Category(name) for name in case.breach.categories))
    shown = real_person(asked.patient, timezone.now(), is_masked=is_masked)
    variant = shown.variant
    if (variant.language, variant.tier, variant.audience) not in wording_texts(asked.wording):
        raise Http404
    return shown
