"""Who may do what on a case. Only the controller decides; an assistant prepares."""

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import organisations_as
from notifier.breaches.models import Case


def can_prepare(user: User, case: Case) -> bool:
    """Whether the user works for the controller: may import, preview, print. One query."""
    return organisations_as(user, Role.CONTROLLER, Role.ASSISTANT).filter(pk=case.controller_id).exists()


def can_decide(user: User, case: Case) -> bool:
    """Whether the user decides for the controller: approves, files. One query."""
    return organisations_as(user, Role.CONTROLLER).filter(pk=case.controller_id).exists()
