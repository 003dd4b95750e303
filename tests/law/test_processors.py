"""What those who process data for a controller owe it by contract."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.deadlines.periods import PARIS
from notifier.law.processors import NoticeTerm, erasure_problems, hours_on, term_problems
from notifier.law.refusals import codes

DAY = date(2026, 3, 4)
MOMENT = datetime(2026, 3, 4, 10, 5, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("terms", "hours"),
    [
        ([], None),
        ([(date(2024, 1, 1), 48)], 48),
        ([(date(2024, 1, 1), 48), (date(2025, 1, 1), 24)], 24),
        ([(date(2025, 1, 1), 24), (date(2024, 1, 1), 48)], 24),
        ([(date(2024, 1, 1), 48), (date(2024, 1, 1), 12)], 12),
        ([(date(2024, 1, 1), 48), (date(2025, 1, 1), None)], None),
        ([(DAY + timedelta(days=1), 24)], None),
    ],
)
def test_the_figure_is_the_one_in_force_on_the_day(terms: list[tuple[date, int | None]], hours: int | None) -> None:
    assert hours_on([NoticeTerm(since, figure) for since, figure in terms], DAY) == hours


@pytest.mark.parametrize(
    ("since", "hours", "refused"),
    [
        (DAY, 24, ()),
        (DAY, None, ()),
        (DAY, 720, ()),
        (DAY, 0, ("contract_hours_out_of_range",)),
        (DAY, 721, ("contract_hours_out_of_range",)),
        (DAY + timedelta(days=1), 0, ("contract_ahead", "contract_hours_out_of_range")),
    ],
)
def test_a_term_is_in_force_and_can_be_meant(since: date, hours: int | None, refused: tuple[str, ...]) -> None:
    assert codes(term_problems(NoticeTerm(since, hours), today=DAY)) == refused


def test_an_erasure_is_confirmed_afterwards_and_of_everything() -> None:
    hour = timedelta(hours=1)

    def refused(erased_at: datetime) -> tuple[str, ...]:
        return codes(erasure_problems(erased_at, handed_at=MOMENT, now=MOMENT + 2 * hour))

    assert refused(MOMENT + hour) == ()
    assert refused(MOMENT - hour) == ("copies_erased_before_handed",)
    assert refused(MOMENT + 3 * hour) == ("copies_erased_in_future",)
    assert refused(MOMENT.replace(tzinfo=None)) == ("copies_erased_without_zone",)


@given(st.lists(st.tuples(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(1, 720))), st.dates())
def test_no_figure_comes_from_a_contract_that_has_not_begun(terms: list[tuple[date, int]], day: date) -> None:
    found = hours_on([NoticeTerm(since, hours) for since, hours in terms], day)
    assert found is None or found in {hours for since, hours in terms if since <= day}
