"""The awareness ledger: reading it, adding to it, correcting it, and the papers beside it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions import attach_paper, record_awareness, show_paper
from notifier.breaches.forms.awareness import AwarenessForm, PaperForm
from notifier.breaches.models import AwarenessEntry, AwarenessFile, Case
from notifier.breaches.permissions import can_decide, can_read_reasons, can_see_people
from notifier.breaches.policies import CaseNotOpen, LedgerRefused, PaperRefused
from notifier.breaches.queries.contracts import hours_agreed
from notifier.breaches.queries.ledger import ledger_view
from notifier.breaches.queries.words import explain
from notifier.law.ledger import AwarenessKind
from notifier.lib.filekinds import KINDS

# How each kind stands in an address.
SLUGS = {
    "editeur-savait": AwarenessKind.VENDOR_KNEW,
    "editeur-a-prevenu": AwarenessKind.VENDOR_TOLD,
    "certitude": AwarenessKind.CERTAINTY,
}
_QUESTIONS: dict[AwarenessKind, Promise] = {
    AwarenessKind.VENDOR_KNEW: gettext_lazy("Quand l’éditeur a-t-il su ?"),
    AwarenessKind.VENDOR_TOLD: gettext_lazy("Quand l’éditeur vous a-t-il prévenu ?"),
    AwarenessKind.CERTAINTY: gettext_lazy("Quand avez-vous eu la certitude de la fuite ?"),
}


@require_safe
def ledger(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who knew what and when; the vendor's delay; every entry that was ever written."""
    user = current_user(request)
    case = get_object_or_404(_cases(user), pk=pk)
    view, now = ledger_view(case, with_reasons=can_read_reasons(user, case)), timezone.now()
    hours = hours_agreed(case, view.ledger.vendor_knew_at)
    context = {
        "case": case,
        "view": view,
        "hours": hours,
        "over": view.ledger.vendor_over(hours, now) if hours is not None else None,
        "slugs": {kind.value: slug for slug, kind in SLUGS.items()},
        "can_write": case.is_open and can_decide(user, case),
        "can_see_papers": not case.is_erased and can_see_people(user, case),
        "now": now,
    }
    return render(request, "breaches/awareness.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    """A moment, or a correction of the one in force, with its paper if there is one."""
    user, case = _deciding(request, pk)
    if (kind := SLUGS.get(slug)) is None:
        raise Http404
    current = case.awareness.in_force().filter(kind=kind).first()
    form = AwarenessForm(request.POST or None, request.FILES or None, is_correction=current is not None)
    if form.is_valid() and _written(form, case, kind, user):
        return redirect("awareness", case.pk)
    context = {"case": case, "form": form, "question": _QUESTIONS[kind], "kind": kind, "current": current}
    return render(request, "breaches/awareness_entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, pk: UUID, entry_pk: UUID) -> HttpResponse:
    """One more paper beside an entry."""
    user, case = _deciding(request, pk)
    entry = get_object_or_404(AwarenessEntry, case=case, pk=entry_pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            data = form.cleaned_data["file"].read()
            attach_paper(entry=entry, data=data, by=user_actor(user.pk), at=timezone.now())
            return redirect("awareness", case.pk)
        except (PaperRefused, CaseNotOpen) as refused:
            form.add_error("file", _explain(refused.code))
    return render(request, "breaches/awareness_paper.html", {"case": case, "form": form, "entry": entry})


@require_POST
def paper(request: HttpRequest, pk: UUID, file_pk: UUID) -> HttpResponse:
    """The file as it was attached, to be kept by the browser as a file and never shown as a page of ours."""
    user = current_user(request)
    case = get_object_or_404(_cases(user), pk=pk)
    if not can_see_people(user, case):
        raise PermissionDenied
    file = get_object_or_404(AwarenessFile.objects.select_related("entry"), entry__case=case, pk=file_pk)
    if case.is_erased:
        messages.error(request, _explain("case_erased"))
        return redirect("awareness", case.pk)
    data = show_paper(file=file, by=user_actor(user.pk), at=timezone.now())
    response = HttpResponse(data, content_type=file.media_type)
    suffix = KINDS[file.media_type].suffix
    response["Content-Disposition"] = f'attachment; filename="piece-{file.sha256[:8]}.{suffix}"'
    return response


def _written(form: AwarenessForm, case: Case, kind: AwarenessKind, user: User) -> bool:
    """Whether the entry stands; else the form says why not. A paper that is refused takes nothing back."""
    by, at = user_actor(user.pk), timezone.now()
    moment, reason = form.cleaned_data["happened_at"], form.cleaned_data["reason"]
    try:
        entry = record_awareness(case=case, kind=kind, happened_at=moment, reason=reason, by=by, at=at)
        if file := form.cleaned_data["file"]:
            attach_paper(entry=entry, data=file.read(), by=by, at=at)
    except LedgerRefused as refused:
        for one in refused.refusals:
            is_unreasoned = one.code in {"awareness_correction_unreasoned", "awareness_after_vendor_notice"}
            form.add_error("reason" if is_unreasoned else "happened_at", explain(one))
        return False
    except (PaperRefused, CaseNotOpen) as refused:
        form.add_error("file" if isinstance(refused, PaperRefused) else None, _explain(refused.code))
        return False
    return True


def _explain(code: str) -> str:
    return {
        "paper_too_large": _("Ce fichier dépasse 10 Mo."),
        "paper_unreadable": _("Ce fichier n’est ni un PDF, ni une image, ni un courriel, ni un texte."),
        "case_closed": _("Ce dossier est clos. Rouvrez-le d’abord."),
        "case_erased": _("Les données de ce dossier sont effacées."),
    }[code]


def _cases(user: User) -> QuerySet[Case]:
    return Case.objects.visible_to(user).select_related("breach", "controller__organisation")


def _deciding(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    case = get_object_or_404(_cases(user), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    return user, case
