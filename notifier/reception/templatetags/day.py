"""A day as people say it, in the page's language."""

from datetime import date

from django import template
from django.utils.translation import get_language

from notifier.lib.dates import day_in_words

register = template.Library()


@register.filter
def day(value: date) -> str:
    return day_in_words(value, "en" if (get_language() or "fr").startswith("en") else "fr")
