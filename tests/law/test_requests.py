"""Articles 12(3) and 12(4): when a reply is due, and what is no reply."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notifier.law import requests
from notifier.law.deadlines.periods import PARIS
from notifier.law.refusals import codes

NOW = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)
DAY = timedelta(days=1)


def last_day(received: datetime, extended: datetime | None = None) -> date:
    limit = requests.reply_clock("x", received, extended_at=extended).limit
    assert limit is not None
    return (limit - timedelta(seconds=1)).astimezone(PARIS).date()


@pytest.mark.parametrize(
    ("received", "until"),
    [
        (date(2026, 3, 4), date(2026, 4, 7)),  # Saturday 4 April, then Easter Monday.
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday.
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2026, 9, 15), date(2026, 10, 15)),
        (date(2026, 10, 11), date(2026, 11, 12)),  # Armistice Day.
        (date(2026, 11, 25), date(2026, 12, 28)),  # Christmas, then a week-end.
    ],
)
def test_a_month_ends_on_its_date_or_the_next_working_day(received: date, until: date) -> None:
    for hour in (0, 12, 23):
        assert last_day(datetime(received.year, received.month, received.day, hour, 30, tzinfo=PARIS)) == until


def test_an_extension_in_time_gives_three_months_and_one_too_late_none() -> None:
    assert last_day(NOW, NOW + 10 * DAY) == date(2026, 6, 4)
    assert last_day(NOW, NOW + 40 * DAY) == date(2026, 4, 7)


def test_every_kind_has_its_article() -> None:
    assert all(article.startswith("GDPR ") for article in requests.ARTICLES.values())


@pytest.mark.parametrize(
    ("received", "refused"),
    [
        (NOW, ()),
        (NOW + DAY, ("request_in_future",)),
        (datetime(2026, 3, 4, 10, 5), ("request_without_zone",)),  # noqa: DTZ001 - that it is refused is the point
    ],
)
def test_a_receipt_lies_in_the_past(received: datetime, refused: tuple[str, ...]) -> None:
    assert codes(requests.receipt_problems(received, now=NOW)) == refused


@pytest.mark.parametrize(("days", "refused"), [(0, ()), (-2, ("reply_before_request",)), (1, ("reply_in_future",))])
def test_a_reply_follows_its_request_and_is_not_announced(days: int, refused: tuple[str, ...]) -> None:
    assert codes(requests.reply_problems(NOW + days * DAY, received_at=NOW - DAY, now=NOW)) == refused


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_refusal_without_reasons_is_none(reason: str) -> None:
    [refused] = requests.refusal_problems(reason)
    assert (refused.code, refused.article) == ("refusal_unreasoned", "GDPR 12(4)")


def extension(told: datetime, *, reason: str = "Complexe.", again: bool = False) -> tuple[str, ...]:
    found = requests.extension_problems(told, reason, received_at=NOW, is_extended=again, now=NOW + 100 * DAY)
    return codes(found)


def test_an_extension_is_told_in_the_first_month_with_its_reason_and_once() -> None:
    assert extension(NOW + 34 * DAY) == ()
    assert extension(NOW + 35 * DAY) == ("extension_too_late",)
    assert extension(NOW, reason=" ") == ("extension_unreasoned",)
    assert extension(NOW, again=True) == ("extension_already_given",)
    assert extension(NOW - DAY) == ("reply_before_request",)
