"""Reading the letter as one patient will get it: masked, unless somebody asks to see whom it is for."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.models import User
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare
from notifier.notices.actions import draft_wording
from notifier.notices.actions.previewing import show_in_preview
from notifier.notices.choices import Worst
from notifier.notices.models import Wording
from notifier.notices.permissions import can_edit, can_read_wording
from notifier.notices.queries import awaiting_text
from notifier.notices.queries.agreeing import two_persons
from notifier.notices.queries.comments import open_comments
from notifier.notices.queries.drafts import draft_overdue, wordings_of
from notifier.notices.queries.previews import chosen_patient, worst_patient
from notifier.notices.rendering.checking import check_page
from notifier.notices.rendering.fingerprints import read_sha256
from notifier.notices.rendering.masters import wording_texts
from notifier.notices.rendering.previews import Shown, nobody, preview_email, preview_letter, real_person
from notifier.notices.views.access import permitted, the_wording
from notifier.press.letters import AddressTooWide, UnprintableText
from notifier.rosters.choices import Category
from notifier.rosters.models import Patient
from notifier.rosters.permissions import can_see_people
from notifier.rosters.queries.pages import masked_page
from notifier.rosters.rules.bits import to_bits

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose notice is asked for: a chosen patient, or the worst of those a text is for. `query` asks for it again."""

    patient: Patient | None
    worst: Worst
    key: Key | None
    query: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The texts, what is found in them, and a preview. A POST shows whom it is for and leaves an event."""
    user, case = permitted(request, pk, can_read_wording)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    found, now = the_wording(case), timezone.now()
    choice = _choice(request, user, case, found)
    is_masked = not _unmask(request, user, case, choice)
    shown = _shown(case, found, choice, is_masked=is_masked)
    checked = check_page(found, awaiting_text(found).count(), now)
    context = {
        "case": case,
        "wording": found,
        "versions": wordings_of(case),
        "choice": choice,
        "worsts": Worst,
        "is_masked": is_masked,
        "email": preview_email(found, shown, now) if shown else None,
        "overdue": draft_overdue(found, now) if case.is_open else None,
        "checked": checked,
        "places": {(one.finding.place.language, one.finding.place.tier, one.finding.place.audience)
                   for one in checked.judged if one.is_open},
        "comments": open_comments(found),
        "persons": two_persons(found, read_sha256(found)),
        "can_decide": can_decide(user, case),
        "can_edit": can_edit(user, case) and case.is_open,
        "can_see_people": can_see_people(user, case),
    }  # fmt: skip
    return render(request, "notices/wording.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter as PDF, for the frame of the page above; a POST shows whom it is for. The file's name says nothing."""
    user, case = permitted(request, pk, can_read_wording)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    found = the_wording(case)
    choice = _choice(request, user, case, found)
    shown = _shown(case, found, choice, is_masked=not _unmask(request, user, case, choice))
    if shown is None:
        raise Http404
    try:
        pdf = preview_letter(found, shown, timezone.now())
    except (AddressTooWide, UnprintableText):
        return render(request, "notices/too_wide.html", {"case": case})
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="apercu.pdf"'
    return response


# A message carries its styles with it and nothing else; it is looked at in a frame that may do nothing.
_AS_A_MAIL = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; "
    "sandbox"
)


@never_cache
@require_safe
def email_html(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The message's HTML, masked, as a telephone shows it."""
    user, case = permitted(request, pk, can_read_wording)
    if case.is_erased:
        raise Http404
    found = the_wording(case)
    shown = _shown(case, found, _choice(request, user, case, found), is_masked=True)
    if shown is None:
        raise Http404
    response = HttpResponse(preview_email(found, shown, timezone.now()).html)
    response["Content-Security-Policy"] = _AS_A_MAIL
    return response


@never_cache
@require_safe
def choose_patient(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whose notice to look at: the list, masked."""
    _, case = permitted(request, pk, can_see_people)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    the_wording(case)
    page = masked_page(case, after=request.GET.get("apres", ""))
    return render(request, "notices/choose_patient.html", {"case": case, "page": page})


@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the text for those on the list who have no notice yet. Twice does no harm: there is one draft."""
    user, case = permitted(request, pk, can_prepare)
    draft_wording(case=case, by=user_actor(user.pk), at=timezone.now())
    return redirect("wording", case.pk)


def _choice(request: HttpRequest, user: User, case: Case, found: Wording) -> Choice:
    """From the address: `?patient=`, or `?pire=` and `?texte=`. What it does not know it leaves out."""
    asked = request.GET
    worst = next((one for one in Worst if one == asked.get("pire")), Worst.NAME)
    key = next((one for one in sorted(wording_texts(found)) if ".".join(one) == asked.get("texte")), None)
    parts = [f"pire={worst}", *([f"texte={'.'.join(key)}"] if key else [])]
    if not can_see_people(user, case):
        return Choice(None, worst, key, "&".join(parts))
    if number := asked.get("patient"):
        patient = chosen_patient(case, _uuid(number))
        if patient is None:
            raise Http404
        return Choice(patient, worst, None, f"patient={patient.pk}")
    return Choice(worst_patient(case, worst, key, timezone.localdate()), worst, key, "&".join(parts))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as no_number:
        raise Http404 from no_number


def _unmask(request: HttpRequest, user: User, case: Case, choice: Choice) -> bool:
    """Whether the person is to be shown, which is written down."""
    if request.method != "POST" or choice.patient is None or not can_see_people(user, case):
        return False
    show_in_preview(patient=choice.patient, by=user_actor(user.pk), at=timezone.now())
    return True


def _shown(case: Case, found: Wording, choice: Choice, *, is_masked: bool) -> Shown | None:
    """The patient's notice, or that of an invented person where nobody is there or may be seen. None without a text."""
    texts = wording_texts(found)
    if choice.patient is not None:
        shown = real_person(choice.patient, timezone.now(), is_masked=is_masked)
    else:
        leaked = to_bits(Category(name) for name in case.breach.categories)
        shown = nobody(choice.key or sorted(texts, key=_french_first)[0], leaked)
    key = (shown.variant.language, shown.variant.tier, shown.variant.audience)
    return shown if key in texts else None


def _french_first(key: Key) -> tuple[bool, Key]:
    return key[0] != "fr", key
