"""One act of a DPO's office on the cases ticked on its board."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from notifier.accounts.models import Organisation, User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions.following import assign_cases, nudge_cases, offer_facts
from notifier.breaches.models import Breach, Case
from notifier.breaches.queries.facts import newest_facts
from notifier.breaches.queries.following import cases_of_office, colleagues, office_for

_KEPT = ("voir", "tri")


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remind, assign, offer the newest facts. Cases the office does not follow are passed over."""
    user = current_user(request)
    breach = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    office = office_for(user, breach)
    if office is None:
        raise PermissionDenied
    cases = list(cases_of_office(breach, office).filter(pk__in=_ids(request)).only("pk"))
    said = _do(request, breach, cases, office, user) if cases else _("Cochez d’abord des dossiers.")
    messages.info(request, said)
    kept = {name: value for name in _KEPT if (value := request.POST.get(name))}
    return redirect(reverse("breach", args=[breach.pk]) + (f"?{urlencode(kept)}" if kept else ""))


def _do(request: HttpRequest, breach: Breach, cases: list[Case], office: Organisation, user: User) -> str:
    by, at, which = user_actor(user.pk), timezone.now(), request.POST.get("acte")
    if which == "rappeler":
        count = nudge_cases(cases=cases, office=office, user=user, by=by, at=at)
        return ngettext("%(n)d cabinet rappelé.", "%(n)d cabinets rappelés.", count) % {"n": count}
    if which == "confier":
        number = request.POST.get("a", "")
        to = colleagues(office).filter(pk=int(number) if number.isascii() and number.isdigit() else 0).first()
        if to is None:
            return _("Choisissez à qui confier ces dossiers.")
        count = assign_cases(cases=cases, office=office, to=to, user=user, by=by, at=at)
        said = ngettext("%(n)d dossier confié à %(name)s.", "%(n)d dossiers confiés à %(name)s.", count)
        return said % {"n": count, "name": to.name}
    version = newest_facts(breach)
    if which != "proposer" or version is None:
        return _("Choisissez ce qu’il faut faire.")
    count = offer_facts(cases=cases, version=version, office=office, user=user, by=by, at=at)
    said = ngettext("Faits proposés à %(n)d cabinet.", "Faits proposés à %(n)d cabinets.", count)
    return said % {"n": count}


def _ids(request: HttpRequest) -> list[UUID]:
    """The ticked boxes of the page, and in one field those of other pages."""
    found = []
    for text in (*request.POST.getlist("dossier"), *request.POST.get("dossiers", "").split(",")):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
