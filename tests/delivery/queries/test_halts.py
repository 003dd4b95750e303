"""What is halted, and what covers what."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.delivery.actions import halt, lift_halt
from notifier.delivery.choices import HaltKind, HaltReason
from notifier.delivery.queries.halts import (
    halted_among,
    halts_in_force,
    halts_on,
    halts_on_everything,
    halts_over,
)
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
STOP = {"kind": HaltKind.STOP, "reason": HaltReason.OTHER}


def test_the_widest_comes_first_and_each_scope_sees_its_own(now: datetime, by: Actor) -> None:
    case, other = (open_practice(number=number, at=now, by=by)[0] for number in (1, 2))
    of_case = halt(case=case, **STOP, by=by, at=now)  # type: ignore[arg-type]
    of_breach = halt(breach=case.breach, **STOP, by=by, at=now)  # type: ignore[arg-type]
    assert halted_among([case.pk, other.pk], now) == 1
    of_all = halt(**STOP, by=by, at=now)  # type: ignore[arg-type]
    assert halts_over(case, now) == [of_all, of_breach, of_case]
    assert halts_over(other, now) == [of_all]
    assert halts_on(case.breach, now) == [of_all, of_breach]
    assert halts_on_everything(now) == [of_all]
    assert halted_among([case.pk, other.pk], now) == 2
    for one in (of_all, of_breach, of_case):
        lift_halt(halt=one.pk, by=by, at=now)
    assert not halts_in_force(now)
    assert halted_among([case.pk, other.pk], now) == 0


def test_a_pause_that_is_over_halts_nothing(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    until = now + timedelta(hours=1)
    halt(case=case, kind=HaltKind.PAUSE, reason=HaltReason.TEXT, until=until, by=by, at=now)
    assert halts_in_force(now).cases == {case.pk}
    assert not halts_in_force(until)
