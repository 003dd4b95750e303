"""Who handles paper: the practice's own people."""

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role


def can_open_post(user: User) -> bool:
    """Whoever works for a controller, whichever: the stack of envelopes is of all their cases. One query."""
    return has_role(user, Role.CONTROLLER, Role.ASSISTANT)
