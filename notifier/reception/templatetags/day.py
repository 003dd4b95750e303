"""A day as people say it, in the page's language."""

from datetime import date

from django import template
from django.utils.translation import get_language

from notifier.lib.dates import day_in_words
from notifier.lib.typography import set_text

register = template.Library()


@register.filter
def day(value: date) -> str:
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    return set_text(day_in_words(value, language), language)
