from datetime import UTC, datetime, timedelta

import pytest

from notifier.law.deadlines.clock import Duty, Stop
from notifier.law.deadlines.duties import authority, complement, people, processor_notice
from notifier.law.deadlines.labels import DUTIES, STOPS, next_due

AWARE = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_every_duty_and_every_stop_has_its_words() -> None:
    assert set(DUTIES) == set(Duty)
    assert set(STOPS) == set(Stop)


@pytest.mark.parametrize(
    ("filed_at", "at", "duty"),
    [
        (None, AWARE, Duty.AUTHORITY),
        (None, AWARE + 400 * HOUR, Duty.AUTHORITY),
        (AWARE + HOUR, AWARE + 2 * HOUR, Duty.PEOPLE),
        (AWARE + 9 * HOUR, AWARE + 2 * HOUR, Duty.AUTHORITY),
    ],
)
def test_the_clock_that_ends_first_and_still_runs_comes_first(
    filed_at: datetime | None, at: datetime, duty: Duty
) -> None:
    found = next_due((people(AWARE, told_at=None), authority(AWARE, filed_at=filed_at)), at)
    assert found is not None
    assert found.duty is duty


def test_a_clock_without_an_end_is_never_due() -> None:
    assert next_due((processor_notice(AWARE, told_at=None),), AWARE) is None
    assert next_due((complement(AWARE, completed_at=AWARE),), AWARE) is None
