"""When the last one goes, what is proposed, and by how much a limit must be raised."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.delivery.choices import Span
from notifier.delivery.rules.pacing import QuietHours
from notifier.delivery.rules.waves import MANY, Flow, Hours, Load, days_until, proposed_wave, wave_for, waves_end

PARIS = ZoneInfo("Europe/Paris")
ANY = Hours(PARIS)
NIGHT = Hours(PARIS, QuietHours(time(20), time(8), PARIS))
AT = datetime(2026, 3, 4, 9, tzinfo=UTC)  # 10 o'clock in Paris


def midnight(days: int) -> datetime:
    return datetime(2026, 3, 3, 23, tzinfo=UTC) + timedelta(days=days)


@pytest.mark.parametrize(
    ("loads", "per_day", "end"),
    [
        ([Load(100)], 100, AT),
        ([Load(101)], 100, midnight(1)),
        ([Load(200)], 100, midnight(1)),
        ([Load(201)], 100, midnight(2)),
        # What had theirs today leaves less room for today.
        ([Load(100, today=1)], 100, midnight(1)),
        ([Load(100, today=500)], 100, midnight(1)),
        # The physician with the most patients decides.
        ([Load(5), Load(301), Load(100)], 100, midnight(3)),
        ([Load(0, today=100)], 100, None),
        ([], 100, None),
        ([Load(10_000_000)], 1, None),
    ],
)
def test_the_last_wave(loads: list[Load], per_day: int, end: datetime | None) -> None:
    assert waves_end(loads, per_day, ANY, AT) == end


def test_a_wave_begins_when_the_quiet_is_over() -> None:
    assert waves_end([Load(150)], 100, NIGHT, AT) == midnight(1) + timedelta(hours=8)
    late = datetime(2026, 3, 4, 21, tzinfo=UTC)
    assert waves_end([Load(50)], 100, NIGHT, late) == midnight(1) + timedelta(hours=8)


def test_the_day_the_clocks_change_has_one_wave() -> None:
    """In Paris on 29 March 2026 the day has 23 hours."""
    at = datetime(2026, 3, 28, 9, tzinfo=UTC)
    assert waves_end([Load(300)], 100, ANY, at) == datetime(2026, 3, 29, 22, tzinfo=UTC)


@given(
    loads=st.lists(st.builds(Load, st.integers(0, 5000), st.integers(0, 500)), max_size=5),
    hours=st.integers(1, 400), quiet=st.sampled_from([ANY, NIGHT]),
)  # fmt: skip
def test_what_is_offered_ends_in_time_and_one_less_does_not(loads: list[Load], hours: int, quiet: Hours) -> None:
    target = AT + timedelta(hours=hours)
    wave = wave_for(loads, target, quiet, AT)
    end = waves_end(loads, wave, quiet, AT) if wave else None
    if wave is None:
        assert not any(one.left for one in loads) or not days_until(target, quiet, AT)
    else:
        assert end is not None
        assert end < target
    if wave is not None and wave > 1:
        slower = waves_end(loads, wave - 1, quiet, AT)
        assert slower is None or slower >= target or any(one.today > wave - 1 for one in loads)


def test_nothing_can_be_offered_once_the_target_is_past() -> None:
    assert wave_for([Load(1000)], AT, ANY, AT) is None
    assert proposed_wave([Load(1000)], AT, ANY, AT) is None


@pytest.mark.parametrize(
    ("left", "days", "wave"),
    [
        (MANY, 5, None),
        (MANY + 1, 5, MANY),
        (1000, 5, MANY),
        # The target leaves fewer days than a wave of 300 would take.
        (3000, 5, 600),
        (3000, 0, None),
    ],
)
def test_waves_are_proposed_for_many_and_never_beyond_the_target(left: int, days: int, wave: int | None) -> None:
    target = midnight(days - 1) + timedelta(hours=1) if days else AT + timedelta(hours=3)
    assert proposed_wave([Load(left), Load(12)], target, ANY, AT) == wave
    if wave:
        end = waves_end([Load(left)], wave, ANY, AT)
        assert end is not None
        assert end < target


def flow(most: dict[Span, int], used: dict[Span, int] | None = None, warm: tuple[int, int, int] | None = None) -> Flow:
    return Flow(most, used or {}, warm)


@pytest.mark.parametrize(
    ("given", "left", "end"),
    [
        (flow({}), 10_000, AT),
        (flow({Span.DAY: 1000}), 1000, AT),
        (flow({Span.DAY: 1000}), 1001, midnight(1)),
        (flow({Span.DAY: 1000}, {Span.DAY: 900}), 1000, midnight(1)),
        (flow({Span.DAY: 1000}, {Span.DAY: 5000}), 1, midnight(1)),
        (flow({Span.DAY: 1000}), 3001, midnight(3)),
        (flow({Span.MINUTE: 10}), 600, AT + timedelta(hours=1)),
        (flow({Span.HOUR: 600}), 1200, AT + timedelta(hours=2)),
        # The slower of two.
        (flow({Span.MINUTE: 100, Span.HOUR: 600}), 1200, AT + timedelta(hours=2)),
        (flow({Span.DAY: 1}), 100_000, None),
        # 2,000, 4,000, 8,000, and then no more than 10,000 is asked of it.
        (flow({}, warm=(2000, 16_000, 0)), 14_000, midnight(2)),
        (flow({Span.DAY: 3000}, warm=(2000, 16_000, 0)), 8001, midnight(3)),
        (flow({}, warm=(2000, 16_000, 16_000)), 10**9, AT),
    ],
)
def test_a_limit_on_all_that_leaves(given: Flow, left: int, end: datetime | None) -> None:
    assert given.ends_at(left, ANY, PARIS, AT) == end


def test_quiet_hours_leave_less_of_a_day() -> None:
    slow = flow({Span.MINUTE: 1})
    fast, with_nights = slow.ends_at(2000, ANY, PARIS, AT), slow.ends_at(2000, NIGHT, PARIS, AT)
    assert fast is not None
    assert with_nights is not None
    assert with_nights > fast
