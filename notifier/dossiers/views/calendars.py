"""A calendar of deadlines at a secret address: the page to get and take back the address, and the calendar."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions.calendars import make_calendar, revoke_calendar
from notifier.breaches.queries.calendars import calendar_made_at, calendar_owner
from notifier.dossiers.queries.calendars import calendar


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Posting makes a new address, which this one answer shows; it can be shown by no other."""
    user = current_user(request)
    context: dict[str, object] = {}
    if request.method == "POST":
        secret = make_calendar(user=user, by=user_actor(user.pk), at=timezone.now())
        context["address"] = settings.PUBLIC_ADDRESS + reverse("calendar", args=[secret])
    context["made_at"] = calendar_made_at(user)
    return render(request, "dossiers/calendar.html", context)


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    if revoke_calendar(user=user, by=user_actor(user.pk), at=timezone.now()):
        messages.info(request, _("L’adresse ne répond plus."))
    return redirect("calendar_address")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever made the address; to anyone with another address there is none."""
    user = calendar_owner(secret)
    if user is None:
        raise Http404
    response = HttpResponse(calendar(user, timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="notifier.ics"'
    add_never_cache_headers(response)
    return response
