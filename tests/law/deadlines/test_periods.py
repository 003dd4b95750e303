from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.deadlines.periods import (
    PARIS,
    day_of,
    end_of,
    instant,
    later,
    months_after,
    next_hour,
    working_day_from,
)
from notifier.law.holidays import is_working_day


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 3, 5), 1, date(2026, 4, 5)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 6, 30), 72, date(2032, 6, 30)),
    ],
)
def test_months_end_on_the_same_date_or_on_the_last_day(day: date, months: int, last: date) -> None:
    assert months_after(day, months) == last


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 3, 6), date(2026, 3, 6)),
        (date(2026, 3, 7), date(2026, 3, 9)),
        (date(2026, 4, 4), date(2026, 4, 7)),
        (date(2026, 5, 14), date(2026, 5, 15)),
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_an_end_on_a_day_off_moves_to_the_next_working_day(day: date, working: date) -> None:
    assert working_day_from(day) == working


@given(st.dates(date(2019, 1, 1), date(2060, 1, 1)))
def test_the_next_working_day_is_one_and_at_most_five_days_off(day: date) -> None:
    found = working_day_from(day)
    assert is_working_day(found)
    assert timedelta() <= found - day <= timedelta(days=5)


@given(st.dates(date(2019, 1, 1), date(2060, 1, 1)), st.integers(0, 120))
def test_months_land_in_the_month_asked_for_and_never_on_a_later_date(day: date, months: int) -> None:
    found = months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day


def test_the_hour_of_the_event_is_not_counted_even_when_full() -> None:
    assert next_hour(datetime(2026, 3, 4, 10, 0, tzinfo=PARIS)) == datetime(2026, 3, 4, 11, 0, tzinfo=PARIS)


def test_elapsed_hours_cross_the_change_of_clocks() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=PARIS)
    assert later(before, timedelta(hours=24)) == datetime(2026, 3, 29, 13, 0, tzinfo=PARIS)


def test_a_day_is_the_one_in_paris() -> None:
    assert day_of(datetime(2026, 3, 4, 23, 30, tzinfo=UTC)) == date(2026, 3, 5)


@pytest.mark.parametrize("count", [day_of, instant, next_hour, lambda moment: later(moment, timedelta(hours=1))])
def test_a_moment_without_zone_is_refused(count: Callable[[datetime], object]) -> None:
    with pytest.raises(ValueError, match="time zone"):
        count(datetime(2026, 3, 4, 10, 5))  # noqa: DTZ001 - that is the case tested


def test_a_day_ends_at_the_next_midnight() -> None:
    assert end_of(date(2026, 3, 4)) == datetime(2026, 3, 5, 0, 0, tzinfo=PARIS)


def test_instants_order_the_hour_that_comes_twice() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)
    second = datetime(2026, 10, 25, 2, 0, tzinfo=PARIS, fold=1)
    assert instant(first) < instant(second)
