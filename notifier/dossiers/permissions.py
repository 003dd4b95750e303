"""Who may have what is handed over."""

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role, mandating_controllers
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide


def can_export(user: User, case: Case) -> bool:
    """The controller, the DPO they mandated, the auditor: a case's evidence names no patient. At most three queries."""
    if can_decide(user, case) or has_role(user, Role.AUDITOR):
        return True
    return mandating_controllers(user, Role.DPO).filter(pk=case.controller_id).exists()
