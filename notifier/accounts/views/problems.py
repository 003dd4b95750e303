"""What a person sees when the program broke: what is safe, what to do now, and a word the operator finds in the log."""

import os

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from notifier.lib.ids import error_reference


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of status 500. The reference goes with the request to its line in the log (vault.reports)."""
    reference = error_reference(os.urandom(5))
    request.error_reference = reference  # type: ignore[attr-defined]
    # Without the request: what fills the other pages may be what broke, the database first of all.
    return HttpResponse(render_to_string("500.html", {"reference": reference}), status=500)
