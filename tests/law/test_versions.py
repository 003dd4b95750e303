from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.versions import in_force


@dataclass(frozen=True, slots=True)
class Line:
    since: date


FIRST, SECOND = Line(date(2020, 1, 1)), Line(date(2025, 6, 1))


def test_a_line_holds_from_its_day_until_the_next() -> None:
    table = (FIRST, SECOND)
    assert in_force(table, date(2020, 1, 1)) is FIRST
    assert in_force(table, date(2025, 5, 31)) is FIRST
    assert in_force(table, date(2025, 6, 1)) is SECOND


def test_before_the_first_line_nothing_holds() -> None:
    with pytest.raises(LookupError):
        in_force((FIRST,), date(2019, 12, 31))


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 10_000))
def test_a_line_for_a_later_day_changes_nothing_before_it(day: date, days: int) -> None:
    reform = Line(day + timedelta(days=days))
    assert in_force((FIRST, SECOND, reform), day) == in_force((FIRST, SECOND), day)
