from datetime import date

import pytest

from notifier.law.age import is_minor, majority_day


@pytest.mark.parametrize(
    ("birth_date", "on", "expected"),
    [
        (None, date(2026, 3, 4), False),
        (date(2008, 3, 5), date(2026, 3, 4), True),
        (date(2008, 3, 4), date(2026, 3, 4), False),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
    ],
)
def test_minority_ends_on_the_eighteenth_birthday(birth_date: date | None, on: date, expected: bool) -> None:
    assert is_minor(birth_date, on) is expected


def test_majority_comes_eighteen_years_after_birth() -> None:
    assert majority_day(date(2010, 7, 14)) == date(2028, 7, 14)
