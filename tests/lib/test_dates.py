from datetime import UTC, date, datetime

import pytest

from notifier.lib.dates import day_in_words, moment_in_words, period_in_words, weekday_in_words


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2026, 3, 1), "fr", "1er mars 2026"),
        (date(2026, 8, 15), "fr", "15 août 2026"),
        (date(2026, 3, 1), "en", "1 March 2026"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: date, language: str, words: str) -> None:
    assert day_in_words(day, language) == words


@pytest.mark.parametrize(
    ("ended", "language", "words"),
    [
        (date(2025, 12, 3), "fr", "entre le 12 novembre 2025 et le 3 décembre 2025"),
        (date(2025, 12, 3), "en", "between 12 November 2025 and 3 December 2025"),
        (date(2025, 11, 12), "fr", "le 12 novembre 2025"),
        (date(2025, 11, 12), "en", "on 12 November 2025"),
        (None, "fr", "à partir du 12 novembre 2025"),
        (None, "en", "from 12 November 2025 on"),
    ],
)
def test_a_period_may_be_one_day_or_still_open(ended: date | None, language: str, words: str) -> None:
    assert period_in_words(date(2025, 11, 12), ended, language) == words


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        day_in_words(date(2026, 3, 1), "de")


@pytest.mark.parametrize(
    ("moment", "language", "words"),
    [
        (datetime(2026, 3, 5, 11, 0, tzinfo=UTC), "fr", "jeudi 5 mars 2026, 11\xa0h"),
        (datetime(2026, 3, 1, 9, 5, tzinfo=UTC), "fr", "dimanche 1er mars 2026, 9\xa0h 05"),
        (datetime(2026, 3, 5, 11, 0, tzinfo=UTC), "en", "Thursday 5 March 2026, 11:00"),
    ],
)
def test_a_moment_comes_with_its_weekday(moment: datetime, language: str, words: str) -> None:
    assert moment_in_words(moment, language) == words


def test_a_day_is_said_with_its_weekday() -> None:
    day = date(2026, 3, 5)
    assert [weekday_in_words(day, language) for language in ("fr", "en")] == [
        "jeudi 5 mars 2026",
        "Thursday 5 March 2026",
    ]
