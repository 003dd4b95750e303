from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from notifier.delivery.rules import DeadlineKey, is_checkpoint_hour, next_try

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


@pytest.mark.parametrize("reminder", ["authority/48_h_left", "reply:0190d8d0:extended/late", "people/day_7"])
def test_a_reminders_key_is_read_back_as_it_was_written(reminder: str) -> None:
    key = DeadlineKey(UUID(int=7), reminder, 12)
    assert DeadlineKey.parse(str(key)) == key
    assert f"{key.clock_id}/{key.step}" == reminder
    assert len(str(DeadlineKey(UUID(int=7), f"reply:{UUID(int=1)}:extended/14_days_left", 10**6))) <= 120


@pytest.mark.parametrize("text", ["checkpoint:2026-03-04:user1", "deadline:x", "deadline:7:authority/late:user1"])
def test_no_other_key_is_a_reminders(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        DeadlineKey.parse(text)
