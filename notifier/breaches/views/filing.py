"""Noting that the authority was told, and having its answer again."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions import record_filing
from notifier.breaches.actions.filing import show_receipt
from notifier.breaches.forms.filing import FilingForm
from notifier.breaches.models import Case, FilingReceipt
from notifier.breaches.permissions import can_decide, can_read_reasons
from notifier.breaches.policies import CaseNotOpen, FilingRefused, ImpossibleMoment
from notifier.breaches.queries.filings import first_filed_at, latest_receipt

_FIELDS = {
    "receipt_too_big": "document",
    "receipt_of_unknown_kind": "document",
    "late_unreasoned": "reason",
    "withdrawal_unreasoned": "reason",
    "complement_before_filing": "filed_at",
}
_ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@require_http_methods(["GET", "HEAD", "POST"])
def file_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The filing's form; what cannot be true or lacks its reason comes back with it."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    filed_at = first_filed_at(case)
    form = FilingForm(request.POST or None, request.FILES or None, is_first=filed_at is None)
    if form.is_valid():
        try:
            record_filing(case=case, **form.filing(), by=user_actor(user.pk), at=timezone.now())
            return redirect("case", case.pk)
        except ImpossibleMoment as problem:
            form.add_error("filed_at", _explain(problem.code))
        except FilingRefused as refused:
            for code in refused.problems:
                form.add_error(_FIELDS.get(code), _explain(code))
        except CaseNotOpen as refused:
            form.add_error(None, _explain(refused.code))
    context = {"case": case, "form": form, "filed_at": filed_at, "number": latest_receipt(case)}
    return render(request, "breaches/file.html", context)


@never_cache
@require_POST
def receipt(request: HttpRequest, pk: UUID, document_pk: UUID) -> HttpResponse:
    """The authority's receipt, handed out as a file; the log keeps who had it."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_read_reasons(user, case):
        raise PermissionDenied
    document = get_object_or_404(FilingReceipt.objects.select_related("filing"), filing__case=case, pk=document_pk)
    if case.is_erased or document.sealed is None:
        raise Http404
    data = show_receipt(document=document, by=user_actor(user.pk), at=timezone.now())
    response = HttpResponse(data, content_type=document.media_type)
    day = timezone.localdate(document.filing.filed_at)
    name = f"{_('recepisse')}-{day}.{_ENDINGS[document.media_type]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _explain(code: str) -> str:
    return {
        "filing_in_future": _("Cette date est dans le futur."),
        "filing_before_awareness": _("Cette date précède celle où vous avez eu connaissance de la fuite."),
        "filing_without_zone": _("Cette date est illisible."),
        "late_unreasoned": _("Le délai était passé : dites pourquoi (article 33(1) du RGPD)."),
        "withdrawal_unreasoned": _("Dites pourquoi vous retirez la déclaration (article 33(4) du RGPD)."),
        "complement_before_filing": _("Un complément suit la première déclaration (article 33(4) du RGPD)."),
        "filing_already_made": _("Une déclaration vient d’être notée. Rechargez la page : ce qui suit la complète."),
        "receipt_too_big": _("Ce fichier dépasse 10 Mo."),
        "receipt_of_unknown_kind": _("Ce fichier n’est ni un PDF, ni une image PNG ou JPEG."),
        "case_erased": _("Les données des patients de ce dossier ont été effacées."),
    }[code]
