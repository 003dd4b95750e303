from datetime import timedelta

import pytest

from notifier.delivery.choices import Outcome
from notifier.delivery.rules.handfuls import handful, left_behind

MS = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("size", "took", "then"),
    [
        (1, MS, 2), (2, 2 * MS, 4), (64, 40 * MS, 100), (100, 50 * MS, 100), (100, 200 * MS, 50),
        (10, 100 * MS, 10), (10, 1000 * MS, 1), (1, 30_000 * MS, 1), (1, timedelta(0), 2), (0, MS, 1),
        (0, timedelta(0), 1),
    ],
)  # fmt: skip
def test_a_handful_takes_a_tenth_of_a_second_and_grows_by_doubling(size: int, took: timedelta, then: int) -> None:
    assert handful(size=size, took=took) == then


def test_a_clock_that_went_back_stops_nothing() -> None:
    assert handful(size=8, took=-MS) == 16


@pytest.mark.parametrize(
    ("place", "begun", "outcome"),
    [
        (1, 1, Outcome.UNKNOWN), (1, 2, Outcome.ACCEPTED), (2, 2, Outcome.UNKNOWN), (3, 2, Outcome.DEFERRED),
        (1, None, Outcome.UNKNOWN), (7, None, Outcome.UNKNOWN), (0, 7, Outcome.UNKNOWN), (0, None, Outcome.UNKNOWN),
    ],
)  # fmt: skip
def test_only_the_last_that_was_begun_is_in_doubt(place: int, begun: int | None, outcome: Outcome) -> None:
    """Without a tally nobody knows anything, and nothing is sent again."""
    assert left_behind(place=place, begun=begun) is outcome
