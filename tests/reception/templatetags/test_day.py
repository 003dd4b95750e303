"""A day in the reader's words."""

from datetime import date

from django.utils import translation

from notifier.reception.templatetags.day import day


def test_a_day_is_said_in_the_readers_language() -> None:
    with translation.override("fr"):
        assert day(date(2026, 3, 1)) == "1er\u00a0mars 2026"
    with translation.override("en"):
        assert day(date(2026, 3, 1)) == "1\u00a0March 2026"
