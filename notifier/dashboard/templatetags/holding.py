"""Why a notice waits, in words; total over the reasons."""

from django import template

from notifier.notices.choices import HoldReason
from notifier.notices.queries.care.words import REASONS

register = template.Library()


@register.filter
def why(reason: HoldReason) -> str:
    return str(REASONS[reason])
