from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.deadlines.clock import Clock, Duty, State, Stop

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def clock(*, limit: int | None = 72, stopped: float | None = None) -> Clock:
    return Clock(
        id="authority",
        duty=Duty.AUTHORITY,
        article="GDPR 33(1)",
        starts_at=START,
        target=START + 70 * HOUR,
        limit=START + limit * HOUR if limit is not None else None,
        stops_with=Stop.FILED,
        stopped_at=START + stopped * HOUR if stopped is not None else None,
        wants_reasons=True,
    )


@pytest.mark.parametrize(
    ("hours", "stopped", "state"),
    [
        (0, None, State.WAITING),
        (45.9, None, State.WAITING),
        (46, None, State.SOON),
        (72, None, State.SOON),
        (72.01, None, State.LATE),
        (80, 71, State.STOPPED),
        (80, 72, State.STOPPED),
        (80, 73, State.STOPPED_LATE),
        (40, 73, State.WAITING),
        (72.5, 73, State.LATE),
    ],
)
def test_a_clock_has_one_state_at_a_moment(hours: float, stopped: float | None, state: State) -> None:
    assert clock(stopped=stopped).state(START + hours * HOUR) is state


def test_without_a_limit_a_clock_is_old_and_never_late() -> None:
    found = clock(limit=None)
    assert found.state(START + 5000 * HOUR) is State.SOON
    assert found.age(START + 5000 * HOUR) == 5000 * HOUR
    assert not found.needs_reasons(START + 5000 * HOUR)


def test_reasons_are_owed_only_when_late() -> None:
    assert not clock().needs_reasons(START + 72 * HOUR)
    assert clock().needs_reasons(START + 73 * HOUR)
    assert clock(stopped=73).needs_reasons(START + 90 * HOUR)
    assert not clock(stopped=71).needs_reasons(START + 90 * HOUR)


def test_age_ends_with_the_act_and_is_never_negative() -> None:
    assert clock(stopped=10).age(START + 50 * HOUR) == 10 * HOUR
    assert clock().age(START - HOUR) == timedelta()


def test_what_is_left_counts_to_the_target() -> None:
    assert clock().left(START) == 70 * HOUR
    assert clock().left(START + 100 * HOUR) == timedelta()


HOURS = st.floats(-10, 500)


@given(HOURS, HOURS)
def test_without_an_act_a_clock_only_ever_gets_worse(one: float, other: float) -> None:
    order = [State.WAITING, State.SOON, State.LATE]
    early, late = sorted((one, other))
    assert order.index(clock().state(START + early * HOUR)) <= order.index(clock().state(START + late * HOUR))


@given(HOURS, HOURS)
def test_a_stopped_clock_keeps_its_verdict_for_ever(stopped: float, more: float) -> None:
    found = clock(stopped=stopped)
    at = START + stopped * HOUR
    assert found.state(at) is found.state(at + abs(more) * HOUR)
