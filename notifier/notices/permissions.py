"""Who may what with a wording. The practice's people prepare it, the mandated DPO helps, the controller approves."""

from django.db.models import QuerySet

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_advise, can_decide, can_prepare, can_read_reasons


def can_read_wording(user: User, case: Case) -> bool:
    """The practice, the auditor, any mandated DPO. The texts name no patient; previews of real ones ask for more. At
    most three queries.
    """
    return can_read_reasons(user, case)


def can_edit(user: User, case: Case) -> bool:
    """Who prepares for the controller, and the mandated DPO. At most two queries."""
    return can_prepare(user, case) or can_advise(user, case)


def can_comment(user: User, case: Case) -> bool:
    """Whoever may edit. At most two queries."""
    return can_edit(user, case)


def can_demand(user: User, case: Case) -> bool:
    """Who may ask for two people: the controller for its own case, the DPO it mandated. At most two queries."""
    return can_decide(user, case) or can_advise(user, case)


def deciding_people(case: Case) -> QuerySet[User]:
    """Who decides for the controller and can log in."""
    acting = User.objects.filter(memberships__role=Role.CONTROLLER, memberships__organisation=case.controller_id)
    return acting.filter(is_active=True).distinct()


def can_take_calls(user: User) -> bool:
    """A practice's own people, and the DPOs whom patients are told to ask. One query."""
    return has_role(user, Role.CONTROLLER, Role.ASSISTANT, Role.DPO)
