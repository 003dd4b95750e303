"""Setting people up, and what binds controllers to others."""

from notifier.accounts.actions.agreements import accept_agreement
from notifier.accounts.actions.mandates import end_mandate, give_mandate
from notifier.accounts.actions.people import (
    AlreadySetUp,
    add_member,
    create_organisation,
    create_user,
    set_password,
    set_up_installation,
)

__all__ = [
    "AlreadySetUp",
    "accept_agreement",
    "add_member",
    "create_organisation",
    "create_user",
    "end_mandate",
    "give_mandate",
    "set_password",
    "set_up_installation",
]
