"""Who takes patients' calls."""

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role


def can_take_calls(user: User) -> bool:
    """A practice's own people, and the DPOs whom patients are told to ask. One query."""
    return has_role(user, Role.CONTROLLER, Role.ASSISTANT, Role.DPO)
