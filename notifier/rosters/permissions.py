"""Who may see people, not only numbers, and who may bring in a vendor's list."""

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import organisations_as
from notifier.breaches.models import Breach
from notifier.breaches.permissions import can_see_people

__all__ = ["can_import_breach", "can_see_people"]


def can_import_breach(user: User, breach: Breach) -> bool:
    """Whether the user works for the breach's vendor, who knows whose patients they were. One query."""
    return organisations_as(user, Role.VENDOR).filter(breaches=breach).exists()
