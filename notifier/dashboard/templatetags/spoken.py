"""Moments and spans as people say them, in the page's language."""

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from notifier.lib.dates import full_day_in_words, moment_in_words

register = template.Library()


@register.filter
def in_words(moment: datetime) -> str:
    """The moment with its weekday, in Paris time."""
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    return moment_in_words(timezone.localtime(moment), language)


@register.filter
def day_in_words(day: date) -> str:
    """The day with its weekday."""
    return full_day_in_words(day, "en" if (get_language() or "fr").startswith("en") else "fr")


@register.filter
def span(time: timedelta) -> str:
    """In the one unit that matters: days from two days on, hours from two hours on, else minutes."""
    minutes = max(0, int(time.total_seconds() // 60))
    if minutes >= 2 * 24 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(n)d jour", "%(n)d jours", days) % {"n": days}
    if minutes >= 2 * 60:
        hours = minutes // 60
        return ngettext("%(n)d heure", "%(n)d heures", hours) % {"n": hours}
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
