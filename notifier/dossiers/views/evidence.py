"""Handing over a case's evidence, and the script that checks it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.audit.checkpoints import LogKeyMissing, LogTampered
from notifier.breaches.models import Case
from notifier.dossiers.actions.exporting import export_case
from notifier.dossiers.permissions import can_export
from notifier.dossiers.queries.evidence import checking_script


@require_POST
def evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The package, made now, in the language of the page."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_export(user, case):
        raise PermissionDenied
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    now = timezone.now()
    try:
        exported = export_case(case=case, language=language, by=user_actor(user.pk), at=now)
    except (LogTampered, LogKeyMissing):
        messages.error(request, _("Le journal ne peut pas être signé. Rien n’a été remis ; prévenez l’exploitant."))
        return redirect("case", case.pk)
    response = HttpResponse(exported.data, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{_("preuve")}-{timezone.localdate(now)}.zip"'
    return response


@login_not_required
@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """verify.py, for anybody: whoever doubts a package should not have to take its own word."""
    data, sha256 = checking_script()
    response = HttpResponse(data, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify.py"'
    response["ETag"] = f'"{sha256}"'
    return response
