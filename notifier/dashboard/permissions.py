"""Who may read what of the log. Cases themselves begin at `Case.objects.visible_to(user)`."""

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role


def can_read_everything(user: User) -> bool:
    """The auditor reads the log of all cases and of the installation. One query."""
    return has_role(user, Role.AUDITOR)


def can_use_register(user: User) -> bool:
    """A vendor reads counts only: of the register it would see none of the entries. One query."""
    return user.memberships.exclude(role=Role.VENDOR).exists()


def can_name_people(user: User) -> bool:
    """The operator sees states, never names; whoever is anything else as well sees who did what. One query."""
    return set(user.memberships.values_list("role", flat=True)) != {Role.OPERATOR}
