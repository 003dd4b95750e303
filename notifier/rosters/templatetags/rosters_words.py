"""Codes of an import in words."""

from django import template

from notifier.rosters.queries import explain_reason

register = template.Library()


@register.filter
def reason_words(code: str) -> str:
    return explain_reason(code)
