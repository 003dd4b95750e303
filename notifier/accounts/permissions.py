"""Who is asking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from notifier.accounts.models import User


def current_user(request: HttpRequest) -> User:
    """The person logged in; PermissionDenied for a stranger, whom the login middleware normally stops before."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
