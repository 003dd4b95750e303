from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.deadlines import duties
from notifier.law.deadlines.clock import Clock, Duty
from notifier.law.deadlines.periods import PARIS
from notifier.law.deadlines.reminders import STEPS, due_between, latest_only

AWARE = datetime(2026, 3, 4, 10, 5, tzinfo=PARIS)
HOUR = timedelta(hours=1)
LONG = timedelta(days=5000)


def names(clock: Clock, after: datetime, until: datetime) -> list[str]:
    return [one.step for one in due_between(clock, after, until)]


def test_every_duty_has_its_steps_and_no_name_twice() -> None:
    assert set(STEPS) == set(Duty)
    assert all(len({step.name for step in steps}) == len(steps) for steps in STEPS.values())


def test_the_authority_clock_reminds_at_sensible_steps() -> None:
    clock = duties.authority(AWARE, filed_at=None)
    assert names(clock, AWARE - HOUR, AWARE + LONG) == [
        "opened", "48_h_left", "24_h_left", "6_h_left", "late", "late_1_day", "late_3_days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("clock", "hours"),
    [
        (duties.authority(AWARE, filed_at=None), [0, 24, 48, 66, 72, 96, 144]),
        (duties.processor_notice(AWARE, told_at=None, contract_hours=48), [24, 48, 72]),
        (duties.complement(AWARE, completed_at=None), [48, 72, 240]),
        (duties.people(AWARE, told_at=None), [72, 168, 336, 504]),
        (duties.draft(AWARE, approved_at=None), [72, 168]),
    ],
)
def test_every_step_has_its_hour(clock: Clock, hours: list[int]) -> None:
    """Counted from the start; the authority's own limit lies within an hour after its target."""
    found = due_between(clock, AWARE - HOUR, AWARE + LONG)
    assert [(one.due_at - AWARE) // HOUR for one in found] == hours


def test_a_step_is_due_in_the_window_that_ends_with_it() -> None:
    clock = duties.authority(AWARE, filed_at=None)
    due = AWARE + 48 * HOUR
    assert names(clock, due - HOUR, due) == ["24_h_left"]
    assert names(clock, due, due + HOUR) == []


def test_a_stopped_clock_is_silent_even_about_what_was_missed() -> None:
    clock = duties.authority(AWARE, filed_at=AWARE + 50 * HOUR)
    assert names(clock, AWARE - HOUR, AWARE + 49 * HOUR) == ["opened", "48_h_left", "24_h_left"]
    assert names(clock, AWARE - HOUR, AWARE + 51 * HOUR) == []


def test_no_step_precedes_the_start() -> None:
    clock = duties.provider_erasure("printer", AWARE, days=0, erased_at=None)
    assert names(clock, AWARE - LONG, AWARE + LONG) == ["late", "late_7_days"]


def test_without_a_contract_there_is_no_contract_to_remind_of() -> None:
    clock = duties.processor_notice(AWARE, told_at=None)
    assert names(clock, AWARE, AWARE + LONG) == ["day_1", "day_3"]


def test_after_a_standstill_each_clock_speaks_once() -> None:
    one, two = duties.authority(AWARE, filed_at=None), duties.people(AWARE, told_at=None)
    due = due_between(one, AWARE, AWARE + LONG) + due_between(two, AWARE, AWARE + LONG)
    assert sorted(found.key for found in latest_only(due)) == ["authority/late_3_days", "people/day_21"]


def test_an_extension_reminds_anew() -> None:
    first = duties.reply("q1", AWARE, replied_at=None, extended_at=None)
    longer = duties.reply("q1", AWARE, replied_at=None, extended_at=AWARE + HOUR)
    keys = [{one.key for one in due_between(clock, AWARE, AWARE + LONG)} for clock in (first, longer)]
    assert not keys[0] & keys[1]


CLOCKS = st.sampled_from(
    [
        duties.authority(AWARE, filed_at=None),
        duties.people(AWARE, told_at=None),
        duties.complement(AWARE, completed_at=None),
        duties.reply("q1", AWARE, replied_at=None, extended_at=None),
        duties.register(AWARE, erased_at=None),
    ]
)
MOMENTS = st.lists(st.integers(-100, 3000), min_size=3, max_size=8).map(
    lambda hours: [AWARE + hour * HOUR for hour in sorted(hours)]
)


@given(CLOCKS, MOMENTS)
def test_windows_that_meet_say_everything_once(clock: Clock, moments: list[datetime]) -> None:
    pieces = [one for after, until in pairwise(moments)
              for one in due_between(clock, after, until)]  # fmt: skip
    assert tuple(pieces) == due_between(clock, moments[0], moments[-1])
    assert len({one.key for one in pieces}) == len(pieces)
