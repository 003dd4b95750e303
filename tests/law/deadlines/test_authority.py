from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.deadlines import authority
from notifier.law.deadlines.authority import (
    AuthorityChannel,
    AuthorityRule,
    age,
    authority_deadline,
    authority_rule,
)
from notifier.law.deadlines.periods import PARIS, instant
from notifier.law.holidays import is_working_day
from notifier.law.risk import Risk


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


# Aware, naive, strict, wall where it differs, part days and full days where they differ from strict. The first two
# rows were published by a lawyer's office; the rest follow the same rules: plain days, weekends, holidays on either
# side, clocks forward and back, midnight. Part and full days are the disputed readings.
VECTORS = [
    ("2020-12-22T12:17", "2020-12-25T12:17", "2020-12-25T13:00", None, None, None),
    ("2020-12-22T12:59", "2020-12-25T12:59", "2020-12-25T13:00", None, None, None),
    ("2026-03-04T10:05", "2026-03-07T10:05", "2026-03-07T11:00", None, None, None),
    ("2026-03-06T16:30", "2026-03-09T16:30", "2026-03-09T17:00", None, None, "2026-03-11T00:00"),
    ("2026-04-02T09:10", "2026-04-05T09:10", "2026-04-05T10:00", None, None, "2026-04-08T00:00"),
    ("2026-05-07T18:45", "2026-05-10T18:45", "2026-05-10T19:00", None, "2026-05-12T00:00", "2026-05-13T00:00"),
    ("2026-08-14T08:00", "2026-08-17T08:00", "2026-08-17T09:00", None, None, "2026-08-19T00:00"),
    ("2026-03-27T14:20", "2026-03-30T15:20", "2026-03-30T16:00", "2026-03-30T15:00", None, "2026-04-01T00:00"),
    ("2026-05-13T10:10", "2026-05-16T10:10", "2026-05-16T11:00", None, None, "2026-05-19T00:00"),
    ("2026-12-23T15:30", "2026-12-26T15:30", "2026-12-26T16:00", None, None, "2026-12-29T00:00"),
    ("2026-10-23T14:20", "2026-10-26T13:20", "2026-10-26T14:00", "2026-10-26T15:00", None, "2026-10-28T00:00"),
    ("2026-12-31T23:59", "2027-01-03T23:59", "2027-01-04T00:00", None, "2027-01-06T00:00", "2027-01-06T00:00"),
    ("2026-03-05T23:30", "2026-03-08T23:30", "2026-03-09T00:00", None, "2026-03-10T00:00", "2026-03-10T00:00"),
]


@pytest.mark.parametrize(("aware", "naive", "strict", "wall", "part", "full"), VECTORS)
def test_every_reading_of_the_deadline(
    aware: str, naive: str, strict: str, wall: str | None, part: str | None, full: str | None
) -> None:
    found = authority_deadline(paris(aware))
    assert found.naive == paris(naive)
    assert found.strict == paris(strict)
    assert found.wall == paris(wall or strict)
    assert found.safe == min(found.strict, found.wall)
    assert found.part_days == paris(part or strict)
    assert found.full_days == paris(full or strict)


MOMENTS = st.integers(1_546_300_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(MOMENTS)
def test_the_strict_limit_lies_within_an_hour_after_the_naive_one(aware: datetime) -> None:
    found = authority_deadline(aware)
    assert timedelta() < instant(found.strict) - instant(found.naive) <= timedelta(hours=1)


@given(MOMENTS)
def test_the_disputed_readings_only_ever_lengthen(aware: datetime) -> None:
    found = authority_deadline(aware)
    assert instant(found.part_days) >= instant(found.strict)
    assert instant(found.full_days) >= instant(found.part_days)


@given(MOMENTS)
def test_the_safe_limit_is_never_after_any_reading_of_the_limit(aware: datetime) -> None:
    found = authority_deadline(aware)
    readings = (found.strict, found.wall, found.part_days, found.full_days)
    assert instant(found.naive) <= instant(found.strict)
    assert all(instant(found.safe) <= instant(reading) for reading in readings[:2])


@given(MOMENTS)
def test_a_holiday_more_never_moves_the_strict_limit(aware: datetime) -> None:
    found = authority_deadline(aware)
    extra = found.strict.date()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authority, "is_working_day", lambda day: day != extra and is_working_day(day))
        other = authority_deadline(aware)
    assert other.strict == found.strict
    assert instant(other.part_days) >= instant(found.part_days)


def test_in_the_hour_that_comes_twice_the_second_is_later() -> None:
    """Aware on 22 October 2026 at 02:30: the strict limit is 02:00 the second time, an hour after 02:00 the first."""
    found = authority_deadline(paris("2026-10-22T02:30"))
    first_half_past = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).astimezone(PARIS)
    assert instant(found.safe) == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    assert not found.is_late(first_half_past)
    assert found.is_late(datetime(2026, 10, 25, 1, 1, tzinfo=UTC))


@given(MOMENTS)
def test_holidays_never_move_the_strict_limit(aware: datetime) -> None:
    found = authority_deadline(aware)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authority, "is_working_day", lambda day: day.weekday() == 2)
        assert authority_deadline(aware).strict == found.strict


def test_a_reform_is_a_line_in_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    reform = AuthorityRule(date(2026, 3, 5), 96, "reform")
    monkeypatch.setattr(authority, "RULES", (*authority.RULES, reform))
    assert authority_deadline(paris("2026-03-04T10:05")).naive == paris("2026-03-07T10:05")
    assert authority_deadline(paris("2026-03-05T10:05")).naive == paris("2026-03-09T10:05")


def test_the_reform_proposed_changes_hours_threshold_and_channel_by_data_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    reform = AuthorityRule(date(2027, 1, 1), 96, "proposal", Risk.HIGH, AuthorityChannel.SINGLE_ENTRY_POINT)
    monkeypatch.setattr(authority, "RULES", (*authority.RULES, reform))
    old, new = authority_rule(paris("2026-12-31T23:59")), authority_rule(paris("2027-01-01T00:00"))
    assert [old.is_owed(risk) for risk in Risk] == [False, True, True]
    assert [new.is_owed(risk) for risk in Risk] == [False, False, True]
    assert (old.channel, new.channel) == (AuthorityChannel.NATIONAL_FORM, AuthorityChannel.SINGLE_ENTRY_POINT)


def test_before_the_gdpr_there_is_no_deadline() -> None:
    with pytest.raises(LookupError):
        authority_deadline(paris("2018-05-24T10:00"))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        authority_deadline(datetime(2026, 3, 4, 10, 5))  # noqa: DTZ001 - that is the case tested


def test_reasons_are_owed_after_the_safe_limit() -> None:
    found = authority_deadline(paris("2026-03-04T10:05"))
    assert not found.is_late(found.safe)
    assert found.is_late(found.safe + timedelta(seconds=1))


def test_the_duty_to_tell_people_has_an_age_and_no_invented_limit() -> None:
    assert age(paris("2026-03-04T10:05"), paris("2026-03-06T10:05")) == timedelta(days=2)
