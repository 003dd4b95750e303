"""Windows, quiet hours and shares, over midnight and over changes of the clocks."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.delivery.choices import Brake, Span
from notifier.delivery.rules.pacing import (
    Candidate,
    Counted,
    Limit,
    QuietHours,
    begins,
    ends,
    share_out,
    warmed_up,
)
from notifier.lib.clocks import hours_between

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")
NIGHT = QuietHours(time(20), time(8), PARIS)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001
clocks = st.times().map(lambda one: one.replace(second=0, microsecond=0))
zones = st.sampled_from([PARIS, REUNION, ZoneInfo("America/Miquelon"), ZoneInfo("Pacific/Noumea")])


def paris(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=PARIS, fold=fold).astimezone(UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (paris(2026, 3, 4, 19, 59), None),
        (paris(2026, 3, 4, 20), paris(2026, 3, 5, 8)),
        (paris(2026, 3, 5, 0), paris(2026, 3, 5, 8)),
        (paris(2026, 3, 5, 7, 59), paris(2026, 3, 5, 8)),
        (paris(2026, 3, 5, 8), None),
        # The night the clocks go forward, and the one they go back.
        (paris(2026, 3, 28, 23), paris(2026, 3, 29, 8)),
        (paris(2026, 10, 25, 2, 30), paris(2026, 10, 25, 8)),
        (paris(2026, 10, 25, 2, 30, fold=1), paris(2026, 10, 25, 8)),
    ],
)
def test_a_night_goes_over_midnight(at: datetime, until: datetime | None) -> None:
    assert NIGHT.end_of_night(at) == until


def test_hours_within_a_day() -> None:
    noon = QuietHours(time(12), time(14), PARIS)
    assert noon.end_of_night(paris(2026, 3, 4, 13)) == paris(2026, 3, 4, 14)
    assert noon.end_of_night(paris(2026, 3, 4, 14)) is None
    assert noon.end_of_night(paris(2026, 3, 4, 0)) is None


def test_quiet_hours_that_lie_in_the_change_of_the_clocks_come_once_and_end() -> None:
    small = QuietHours(time(2, 15), time(2, 45), PARIS)
    # The hour that comes twice is quiet the first time.
    assert small.end_of_night(paris(2026, 10, 25, 2, 30)) == paris(2026, 10, 25, 2, 45)
    assert small.end_of_night(paris(2026, 10, 25, 2, 30, fold=1)) is None
    # The hour that is left out is quiet where it would have been.
    assert small.end_of_night(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == datetime(2026, 3, 29, 1, 45, tzinfo=UTC)
    # What begins in the gap and ends right after it is no night at all, and not one that ends before it begins.
    assert QuietHours(time(2, 30), time(3, 15), PARIS).end_of_night(datetime(2026, 3, 29, 1, 20, tzinfo=UTC)) is None


@given(at=moments, begin=clocks, end=clocks, zone=zones)
def test_every_quiet_ends_later_and_is_over_then(at: datetime, begin: time, end: time, zone: ZoneInfo) -> None:
    if begin == end:
        return
    quiet = QuietHours(begin, end, zone)
    until = quiet.end_of_night(at)
    if until is not None:
        assert at < until <= at + timedelta(hours=25)
        assert quiet.end_of_night(until) is None or timedelta(days=1) - hours_between(begin, end) < timedelta(hours=2)
    assert quiet.opened(at) >= at


@given(at=moments, zone=zones, span=st.sampled_from(Span))
def test_a_window_holds_its_moment_and_the_next_begins_where_it_ends(at: datetime, zone: ZoneInfo, span: Span) -> None:
    begun, over = begins(span, at, zone), ends(span, at, zone)
    assert begun <= at < over
    assert begins(span, over, zone) == over
    assert begins(span, over - timedelta(microseconds=1), zone) == begun


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 6, 1), 24)])
def test_a_day_is_as_long_as_the_clock_says(day: tuple[int, int, int], hours: int) -> None:
    noon = paris(*day, 12)
    assert ends(Span.DAY, noon, PARIS) - begins(Span.DAY, noon, PARIS) == timedelta(hours=hours)


def test_the_day_is_the_practice_s_own() -> None:
    late = datetime(2026, 3, 4, 20, 30, tzinfo=UTC)
    assert begins(Span.DAY, late, REUNION) == datetime(2026, 3, 4, 20, tzinfo=UTC)
    assert begins(Span.DAY, late, PARIS) == datetime(2026, 3, 3, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("busiest", "most"),
    [(0, 2000), (1, 2000), (1000, 2000), (2000, 4000), (3000, 6000), (60_000, 100_000), (99_999, 100_000),
     (100_000, None), (10**9, None)],
)  # fmt: skip
def test_a_domain_warms_up_by_what_it_has_shown(busiest: int, most: int | None) -> None:
    assert warmed_up(2000, 100_000, busiest) == most


def limit(scope: str, key: str, most: int) -> Limit:
    at = datetime(2026, 3, 4, tzinfo=UTC)
    return Limit(Counted(scope, at, Span.DAY, key), most, Brake.RELAY, at + timedelta(days=1))


def test_a_full_bucket_holds_up_nobody_behind_it() -> None:
    gmail, other = limit("bucket", "gmail", 1), limit("bucket", "other", 5)
    rows = [Candidate(uuid4(), 1, bucket) for bucket in ("gmail", "gmail", "other", "gmail", "other")]
    chosen, taken = share_out(rows, lambda one: (gmail if one.bucket == "gmail" else other,), {})
    assert chosen == [rows[0].notice, rows[2].notice, rows[4].notice]
    assert taken == Counter({gmail.counted: 1, other.counted: 2})


@given(
    rows=st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["gmail", "orange", "other"])), max_size=60),
    room=st.integers(0, 40), per_bucket=st.integers(1, 20), per_day=st.integers(1, 20), before=st.integers(0, 25),
)  # fmt: skip
def test_no_limit_is_ever_passed_and_nobody_waits_who_need_not(
    rows: list[tuple[int, str]], room: int, per_bucket: int, per_day: int, before: int
) -> None:
    relay = limit("relay", "", room)

    def limits(one: Candidate) -> tuple[Limit, ...]:
        return relay, limit("bucket", one.bucket, per_bucket), limit("case", str(one.physician), per_day)

    found = [Candidate(UUID(int=n), *row) for n, row in enumerate(rows)]
    used = {relay.counted: before}
    chosen, taken = share_out(found, limits, used)
    assert len(chosen) <= max(0, room - before)
    for one in found:
        for own in limits(one):
            assert used.get(own.counted, 0) + taken[own.counted] <= max(own.most, used.get(own.counted, 0))
        if one.notice not in chosen:
            assert any(used.get(own.counted, 0) + taken[own.counted] >= own.most for own in limits(one))
