"""What the pages of the patients' door have in common: open to all, without trace or script, and not to be flooded."""

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from redis import RedisError

from notifier.reception.rules import WINDOW, Limit, client_address, is_refused, neighbourhood

View = Callable[[HttpRequest], HttpResponse]
# A form of ours holds far less; whoever sends more is no patient.
_LARGEST = 32 * 1024
_POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF],
    "script-src": [NONE],
    "connect-src": [NONE],
    "font-src": [NONE],
    "frame-src": [NONE],
    "object-src": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}


def public_page(view: View) -> Callable[..., HttpResponseBase]:
    """Open to strangers; nothing is stored or framed, no script runs."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > _LARGEST:
            response = render(request, "reception/too_large.html", status=413)
        else:
            response = view(request)
        # Our own form needs to say where it comes from, or the server would refuse it; nobody else is told.
        response["Referrer-Policy"] = "same-origin"
        response["X-Frame-Options"] = "DENY"
        return response

    return login_not_required(never_cache(csp_replace(_POLICY)(opened)))


def asks_too_often(request: HttpRequest, limit: Limit) -> bool:
    """Count this asking, by address and in all, for all processes alike. Addresses are kept for a minute, as a digest
    nobody can turn back. Where the cache is gone nobody is shut out.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    address = client_address(request.META.get("REMOTE_ADDR", ""), forwarded, settings.TRUSTED_PROXIES)
    who = salted_hmac("reception", neighbourhood(address), algorithm="sha256").hexdigest()[:32]
    try:
        return is_refused(limit, by_address=_count(f"{limit.name}:{who}"), in_all=_count(f"{limit.name}:all"))
    except RedisError:
        return False


def _count(name: str) -> int:
    key = f"reception:{name}"
    cache.add(key, 0, WINDOW)
    try:
        return int(cache.incr(key))
    except ValueError:  # It ran out between the two.
        return 1


def wait(response: HttpResponse) -> HttpResponse:
    """Says when to come back."""
    response["Retry-After"] = str(WINDOW)
    return response
