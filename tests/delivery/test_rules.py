from datetime import UTC, datetime, timedelta

import pytest

from notifier.delivery.rules import is_checkpoint_hour, next_try

AT = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "pause"),
    [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=5)),
        (3, timedelta(minutes=30)),
        (4, timedelta(hours=2)),
        (5, timedelta(hours=6)),
        (6, timedelta(hours=24)),
    ],
)
def test_each_try_is_followed_by_a_longer_pause(tries: int, pause: timedelta) -> None:
    assert next_try(tries, AT) == AT + pause


@pytest.mark.parametrize("tries", [0, 7, 100])
def test_after_the_last_pause_it_is_given_up(tries: int) -> None:
    assert next_try(tries, AT) is None


@pytest.mark.parametrize(("hour", "due"), [(0, False), (6, False), (7, True), (23, True)])
def test_the_days_checkpoint_is_due_from_the_morning_until_midnight(hour: int, due: bool) -> None:
    assert is_checkpoint_hour(datetime(2026, 3, 4, hour, 59)) is due  # noqa: DTZ001 - the practice's own clock
