"""Whether the world believes that a message comes from the campaign's domain, and what to publish if not."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.delivery.dispatch.sender import check_sender
from notifier.delivery.permissions import can_check_sender, can_read_sender
from notifier.delivery.queries.sender import sender_view


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sender(request: HttpRequest) -> HttpResponse:
    """What was found last. A POST looks again, which takes some seconds, twenty at most."""
    user = current_user(request)
    if not can_read_sender(user):
        raise PermissionDenied
    may_check = can_check_sender(user)
    if request.method == "POST":
        if not may_check:
            raise PermissionDenied
        check_sender(clock=timezone.now, by=user_actor(user.pk))
        return redirect("sender")
    return render(request, "delivery/sender.html", {"view": sender_view(timezone.now()), "may_check": may_check})
