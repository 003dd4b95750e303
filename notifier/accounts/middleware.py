"""Nothing a person sees after logging in stays in a browser: practices share their computers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


class NoTraceMiddleware:
    """Answers to people who are logged in are not to be stored, the previewed letter included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        # Asked after the view: it may have been the one that logged the person in or out.
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
