from datetime import date

import pytest

from notifier.law.holidays import is_working_day, public_holidays


@pytest.mark.parametrize(
    ("year", "moving"),
    [
        (2026, [date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)]),
        (2027, [date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)]),
        (2028, [date(2028, 4, 17), date(2028, 5, 25), date(2028, 6, 5)]),
    ],
)
def test_the_movable_feasts_follow_easter(year: int, moving: list[date]) -> None:
    assert set(moving) <= public_holidays(year)
    assert len(public_holidays(year)) == 11


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 6), True),
        (date(2026, 3, 7), False),
        (date(2026, 3, 8), False),
        (date(2026, 5, 8), False),
        (date(2026, 12, 26), False),
        (date(2025, 12, 26), True),
    ],
)
def test_a_working_day_is_neither_weekend_nor_holiday(day: date, expected: bool) -> None:
    assert is_working_day(day) is expected
