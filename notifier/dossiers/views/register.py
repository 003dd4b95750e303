"""The register of breaches (GDPR Article 33(5)), on a page and as a file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.dossiers.actions.register import export_register
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.forms import RegisterForm
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.refusals import explain_refusal
from notifier.dossiers.queries.register import breaches_of, register_page

_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.JSON: "application/json",
    FileFormat.CSV: "text/csv; charset=utf-8",
}


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every breach of the cases the user sees, filtered, page by page."""
    user = current_user(request)
    form = RegisterForm(request.GET, breaches=breaches_of(user))
    page, after = None, _case(request.GET.get("apres", ""))
    if form.is_valid():
        page = register_page(user, form.wanted(), after, timezone.now())
    return render(request, "dossiers/register.html", {"form": form, "page": page, "is_first": after is None})


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The whole of what the filter chooses, as a file."""
    user = current_user(request)
    form = RegisterForm(request.POST, breaches=breaches_of(user))
    try:
        file_format = FileFormat(request.POST.get("format", ""))
    except ValueError:
        raise Http404 from None
    if not form.is_valid():
        return redirect("register")
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    wanted, now = form.wanted(), timezone.now()
    try:
        data = export_register(
            user=user,
            wanted=wanted,
            file_format=file_format,
            chosen=form.chosen,
            language=language,
            by=user_actor(user.pk),
            at=now,
        )
    except ActRefused as refused:
        messages.error(request, explain_refusal(refused.problems[0]))
        return redirect(f"{request.path.removesuffix('export/')}?{form.query}")
    response = HttpResponse(data, content_type=_TYPES[file_format])
    name = f"{_('registre')}-{timezone.localdate(now)}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _case(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
