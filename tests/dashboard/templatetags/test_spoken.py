"""Moments and spans as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from notifier.dashboard.templatetags.spoken import day_in_words, in_words, span


@pytest.mark.parametrize(
    ("time", "french"),
    [
        (timedelta(days=3, hours=5), "3 jours"),
        (timedelta(hours=47), "47 heures"),
        (timedelta(hours=2), "2 heures"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=-5), "0 minute"),
    ],
)
def test_a_span_has_one_unit(time: timedelta, french: str) -> None:
    with translation.override("fr"):
        assert span(time) == french


def test_spans_in_english() -> None:
    with translation.override("en"):
        assert span(timedelta(days=3)) == "3 days"


def test_a_moment_is_said_in_paris_time() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    with translation.override("fr"):
        assert in_words(late) == "jeudi 5\u00a0mars 2026, 0\u00a0h\u00a030"
    with translation.override("en"):
        assert "Thursday" in in_words(late)


def test_a_day_is_said_with_its_weekday_in_the_pages_language() -> None:
    said = []
    for language in ("fr", "en"):
        with translation.override(language):
            said.append(day_in_words(date(2026, 3, 5)))
    assert said == ["jeudi 5\u00a0mars 2026", "Thursday 5\u00a0March 2026"]
