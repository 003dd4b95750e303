"""Who may do what on a case. Only the controller decides; an assistant prepares."""

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role, mandating_controllers, organisations_as
from notifier.breaches.models import Case


def can_prepare(user: User, case: Case) -> bool:
    """Whether the user works for the controller: may import, preview, print. One query."""
    return organisations_as(user, Role.CONTROLLER, Role.ASSISTANT).filter(pk=case.controller_id).exists()


def can_decide(user: User, case: Case) -> bool:
    """Whether the user decides for the controller: approves, files. One query."""
    return organisations_as(user, Role.CONTROLLER).filter(pk=case.controller_id).exists()


def can_advise(user: User, case: Case) -> bool:
    """Whether the user is the DPO of a mandate in force with the controller. One query."""
    return mandating_controllers(user, Role.DPO).filter(pk=case.controller_id).exists()


def can_read_reasons(user: User, case: Case) -> bool:
    """Whether the user reads why something was decided, and the documents: the practice, its DPO, the auditor. An
    operator and a coordinator see what, not why. At most three queries.
    """
    return can_prepare(user, case) or can_advise(user, case) or has_role(user, Role.AUDITOR)
