from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from notifier.delivery.choices import Way
from notifier.delivery.rules import (
    DeadlineKey,
    can_retry,
    finished_at,
    is_checkpoint_hour,
    is_decisive,
    next_try,
    repeat_at,
    repeats_until,
    way_out,
)
from notifier.post.postfix_log import Fate, Record

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


DOUBT = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("has_record", "repeats", "later", "way"),
    [
        (True, None, timedelta(0), Way.RELAY_RECORD),
        (True, None, timedelta(days=9), Way.RELAY_RECORD),
        (True, timedelta(hours=1), timedelta(0), Way.RELAY_RECORD),
        (False, timedelta(hours=1), timedelta(0), Way.SAFE_REPEAT),
        (False, timedelta(hours=1), timedelta(hours=1), Way.SAFE_REPEAT),
        (False, timedelta(hours=1), timedelta(hours=1, seconds=1), Way.PERSON),
        (False, timedelta(hours=1), timedelta(days=5), Way.LETTER),
        (False, None, timedelta(0), Way.PERSON),
        (False, None, timedelta(days=5, seconds=-1), Way.PERSON),
        (False, None, timedelta(days=5), Way.LETTER),
    ],
)
def test_a_doubt_goes_the_best_way_there_is(
    has_record: bool, repeats: timedelta | None, later: timedelta, way: Way
) -> None:
    until = DOUBT + repeats if repeats is not None else None
    found = way_out(has_record=has_record, repeats_until=until, since=DOUBT, days=5, at=DOUBT + later)
    assert found is way


@pytest.mark.parametrize("provider", ["", "postmark", "mailjet", "postal", "scaleway", "amazon_ses"])
def test_where_nobody_promises_it_nothing_is_repeated(provider: str) -> None:
    """A relay over SMTP promises nothing."""
    assert repeats_until(provider, "connection_lost", DOUBT) is None


@pytest.mark.parametrize(
    ("provider", "code", "minutes"),
    [
        ("brevo", "connection_lost", 12),
        ("brevo", "lease_expired", 12),
        ("brevo", "no_answer", 12),
        ("brevo", "http_500", None),
        ("resend", "connection_lost", 24 * 60 - 3),
        ("resend", "http_500", 24 * 60 - 3),
    ],
)
def test_a_repeat_has_its_window_less_what_the_way_takes(provider: str, code: str, minutes: int | None) -> None:
    until = repeats_until(provider, code, DOUBT)
    assert until == (DOUBT + timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(("known_after", "repeated_after"), [(0, 1), (0.5, 1), (1, 1.5), (5, 7.5), (60, 90)])
def test_repeats_grow_rarer(known_after: float, repeated_after: float) -> None:
    known = DOUBT + timedelta(minutes=known_after)
    assert repeat_at(known, DOUBT) == DOUBT + timedelta(minutes=repeated_after)


@pytest.mark.parametrize(
    ("fate", "at", "expected"),
    [
        (Fate.SENT, None, True),
        (Fate.SENT, DOUBT - timedelta(days=1), True),
        (Fate.BOUNCED, DOUBT, True),
        (Fate.BOUNCED, DOUBT - timedelta(minutes=10), True),
        (Fate.BOUNCED, DOUBT - timedelta(minutes=11), False),
        (Fate.BOUNCED, None, False),
        (Fate.TRYING, DOUBT, False),
        (Fate.SEEN, DOUBT, False),
    ],
)
def test_which_record_settles_an_attempt(fate: Fate, at: datetime | None, expected: bool) -> None:
    assert is_decisive(Record(fate, at), DOUBT) is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", True), ("connection_lost", True), ("lease_expired", True), ("451", True), ("4.4.1", True),
        ("expired", True), ("cannot_open", True), ("550", False), ("5.1.1", False), ("unsafe_field", False),
        ("address_too_wide", False), ("patient_erased", False),
    ],
)  # fmt: skip
def test_what_may_fare_better_when_tried_again(code: str, expected: bool) -> None:
    assert can_retry(code, is_corrected=False) is expected
    assert can_retry(code, is_corrected=True) is True


def test_the_end_follows_from_the_pace() -> None:
    minute = timedelta(minutes=1)
    assert finished_at(left=600, done=60, span=minute, at=DOUBT) == DOUBT + 10 * minute
    assert finished_at(left=0, done=60, span=minute, at=DOUBT) is None
    assert finished_at(left=600, done=4, span=minute, at=DOUBT) is None
    assert finished_at(left=600, done=60, span=timedelta(0), at=DOUBT) is None
