"""Why a notice waits, in words; total over the reasons."""

from django import template

from notifier.notices.choices import HoldReason
from notifier.notices.queries.care.words import REASONS

register = template.Library()


@register.filter
def why(reason: HoldReason) -> str:
    return str(REASONS[reason])


@register.filter
def why_held(reason: str) -> str:
    """The same for the reason as it stands in the table; one that nobody foresaw is shown as it is."""
    return str(REASONS[HoldReason(reason)]) if reason in set(HoldReason) else reason
