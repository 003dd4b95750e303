"""Inviting the people of controllers, and the door their link opens."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions.inviting import accept_invitation, invite
from notifier.breaches.models import Breach, Invitation
from notifier.breaches.permissions import can_follow, can_invite
from notifier.breaches.policies import InvitationOver, check_invitation
from notifier.breaches.queries.inviting import invitation_of, invitation_page, standings, to_invite


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who has opened an account: by name for an office, in numbers for the vendor; and inviting all who have not."""
    user, now = current_user(request), timezone.now()
    breach = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    if not can_invite(user, breach):
        raise PermissionDenied
    waiting = to_invite(breach, user, now)
    if request.method == "POST":
        count = invite(breach=breach, people=waiting, invited_by=user, by=user_actor(user.pk), at=now)
        told = ngettext("%(n)d personne invitée.", "%(n)d personnes invitées.", count) % {"n": count}
        messages.info(request, told)
        return redirect("invitations", breach.pk)
    page = None
    if can_follow(user):
        page = invitation_page(breach, user, now, after=_number(request.GET.get("apres", "")))
    context = {"breach": breach, "counts": standings(breach, user, now), "page": page, "to_invite": waiting.count()}
    return render(request, "breaches/invitations.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: choose a password, once. Looking changes nothing, for mail scanners look as well."""
    invitation = invitation_of(token)
    if invitation is None or _is_over(invitation):
        return render(request, "breaches/invitation_over.html", status=410)
    form: SetPasswordForm[User] = SetPasswordForm(invitation.user, request.POST or None)
    if form.is_valid():
        try:
            accept_invitation(
                invitation=invitation,
                password=form.cleaned_data["new_password1"],
                by=user_actor(invitation.user_id),
                at=timezone.now(),
            )
        except InvitationOver:
            return render(request, "breaches/invitation_over.html", status=410)
        messages.info(request, _("Votre mot de passe est choisi. Connectez-vous."))
        return redirect("account_login")
    return render(request, "breaches/invited.html", {"invitation": invitation, "form": form})


def _is_over(invitation: Invitation) -> bool:
    try:
        check_invitation(
            accepted_at=invitation.accepted_at,
            replaced_at=invitation.replaced_at,
            expires_at=invitation.expires_at,
            now=timezone.now(),
            is_active=invitation.user.is_active,
        )
    except InvitationOver:
        return True
    return False


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
