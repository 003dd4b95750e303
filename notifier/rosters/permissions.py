"""Who may see people, not only numbers, and who may bring in a vendor's list."""

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate, User
from notifier.accounts.queries import has_role, organisations_as
from notifier.breaches.models import Breach, Case
from notifier.breaches.permissions import can_prepare


def can_see_people(user: User, case: Case) -> bool:
    """The practice's own people, the auditor, and a DPO whose mandate says so. At most three queries."""
    if can_prepare(user, case) or has_role(user, Role.AUDITOR):
        return True
    offices = organisations_as(user, Role.DPO)
    mandates = Mandate.objects.in_force().filter(controller=case.controller_id, office__in=offices)
    return mandates.filter(may_see_names=True).exists()


def can_import_breach(user: User, breach: Breach) -> bool:
    """Whether the user works for the breach's vendor, who knows whose patients they were. One query."""
    return organisations_as(user, Role.VENDOR).filter(breaches=breach).exists()
