"""The processing agreement and the mandates of one controller."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from notifier.accounts.actions import accept_agreement, end_mandate, give_mandate
from notifier.accounts.choices import Role
from notifier.accounts.forms import MandateForm
from notifier.accounts.models import Mandate, Organisation, User
from notifier.accounts.permissions import current_user
from notifier.accounts.policies import AgreementRefused
from notifier.accounts.queries import organisations_as
from notifier.accounts.rules.agreements import agreement_on
from notifier.audit.actors import user_actor


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The text on offer, what was accepted so far, and the act of accepting."""
    user, practice, decides = _of_practice(request, pk)
    text = agreement_on(timezone.localdate())
    if request.method == "POST":
        if not decides:
            raise PermissionDenied
        if _accept(request, practice, user):
            return redirect("home")
    accepted = practice.agreements.select_related("accepted_by").order_by("-version").first()
    context = {
        "practice": practice,
        "text": text,
        "clauses": text.clauses(get_language() or "fr"),
        "accepted": accepted,
        "can_accept": decides and (accepted is None or accepted.version != text.version),
    }
    return render(request, "accounts/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest, pk: int) -> HttpResponse:
    """Who follows this practice's cases, and the act of letting one more office do so."""
    user, practice, decides = _of_practice(request, pk)
    form = MandateForm(request.POST or None)
    if request.method == "POST" and not decides:
        raise PermissionDenied
    if form.is_valid():
        give_mandate(
            controller=practice,
            office=form.cleaned_data["office"],
            may_see_names=form.cleaned_data["may_see_names"],
            accepted_by=user,
            by=user_actor(user.pk),
            at=timezone.now(),
        )
        messages.info(request, _("Le mandat est donné."))
        return redirect("mandates", practice.pk)
    given = Mandate.objects.in_force().filter(controller=practice).select_related("office", "accepted_by")
    context = {"practice": practice, "form": form, "given": given.order_by("office__name"), "can_decide": decides}
    return render(request, "accounts/mandates.html", context)


@require_POST
def end(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    """The office sees nothing of this practice any more, at once."""
    user, practice, decides = _of_practice(request, pk)
    if not decides:
        raise PermissionDenied
    mandate = get_object_or_404(Mandate, pk=mandate_pk, controller=practice)
    if end_mandate(mandate=mandate, by=user_actor(user.pk), at=timezone.now()):
        messages.info(request, _("Le mandat est terminé. Ce bureau ne voit plus vos dossiers."))
    return redirect("mandates", practice.pk)


def _accept(request: HttpRequest, practice: Organisation, user: User) -> bool:
    shown = request.POST.get("version", "")
    try:
        accept_agreement(
            controller=practice,
            version=int(shown) if shown.isascii() and shown.isdigit() else 0,
            user=user,
            by=user_actor(user.pk),
            at=timezone.now(),
        )
    except AgreementRefused:
        messages.error(request, _("Le texte a changé entre-temps. Relisez-le, puis acceptez-le."))
        return False
    messages.info(request, _("Le contrat est accepté. Vous pouvez importer votre liste."))
    return True


def _of_practice(request: HttpRequest, pk: int) -> tuple[User, Organisation, bool]:
    """Its own people read; who decides for it acts."""
    user = current_user(request)
    practice = get_object_or_404(organisations_as(user, Role.CONTROLLER, Role.ASSISTANT).distinct(), pk=pk)
    return user, practice, organisations_as(user, Role.CONTROLLER).filter(pk=pk).exists()
