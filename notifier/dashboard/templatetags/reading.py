"""What the header offers to whom."""

from django import template

from notifier.accounts.models import User
from notifier.dashboard.permissions import can_read_everything, can_use_register

register = template.Library()


@register.filter
def reads_everything(user: User) -> bool:
    """Whether the whole log is theirs to read. One query."""
    return can_read_everything(user)


@register.filter
def uses_register(user: User) -> bool:
    """Whether the register of breaches can hold anything for them. One query."""
    return can_use_register(user)
