"""Moments and spans as people say them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from notifier.dashboard.templatetags.spoken import in_words, span


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
