"""Which reminders of a clock fall due between two moments. Keys are stable: a key once sent is never sent again.

The steps are this house's own, no law sets them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from notifier.law.deadlines.clock import Clock, Duty
from notifier.law.deadlines.periods import instant, later


class Anchor(StrEnum):
    """What a step is counted from."""

    START = "start"
    TARGET = "target"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of a duty. `name` is part of the key and must never be given to another step."""

    name: str
    anchor: Anchor
    offset: timedelta


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that is due; `key` within its case."""

    key: str
    clock_id: str
    step: str
    due_at: datetime


def _step(name: str, anchor: Anchor, *, days: int = 0, hours: int = 0) -> Step:
    return Step(name, anchor, timedelta(days=days, hours=hours))


STEPS: dict[Duty, tuple[Step, ...]] = {
    Duty.PROCESSOR_NOTICE: (
        _step("day_1", Anchor.START, days=1),
        _step("day_3", Anchor.START, days=3),
        _step("past_contract", Anchor.LIMIT),
    ),
    Duty.AUTHORITY: (
        _step("opened", Anchor.START),
        _step("48_h_left", Anchor.TARGET, hours=-48),
        _step("24_h_left", Anchor.TARGET, hours=-24),
        _step("6_h_left", Anchor.TARGET, hours=-6),
        _step("late", Anchor.LIMIT),
        _step("late_1_day", Anchor.LIMIT, days=1),
        _step("late_3_days", Anchor.LIMIT, days=3),
    ),
    Duty.COMPLEMENT: (
        _step("24_h_left", Anchor.TARGET, hours=-24),
        _step("target", Anchor.TARGET),
        _step("past_7_days", Anchor.TARGET, days=7),
    ),
    Duty.PEOPLE: (
        _step("day_3", Anchor.START, days=3),
        _step("day_7", Anchor.START, days=7),
        _step("day_14", Anchor.START, days=14),
        _step("day_21", Anchor.START, days=21),
    ),
    Duty.DRAFT: (
        _step("target", Anchor.TARGET),
        _step("past_4_days", Anchor.TARGET, days=4),
    ),
    Duty.REPLY: (
        _step("14_days_left", Anchor.LIMIT, days=-14),
        _step("7_days_left", Anchor.LIMIT, days=-7),
        _step("2_days_left", Anchor.LIMIT, days=-2),
        _step("late", Anchor.LIMIT),
    ),
    Duty.PROVIDER_ERASURE: (
        _step("7_days_left", Anchor.LIMIT, days=-7),
        _step("late", Anchor.LIMIT),
        _step("late_7_days", Anchor.LIMIT, days=7),
    ),
    Duty.REGISTER: (_step("30_days_left", Anchor.TARGET, days=-30), _step("target", Anchor.TARGET)),
}


def due_between(clock: Clock, after: datetime, until: datetime) -> tuple[Reminder, ...]:
    """The reminders of a clock due after one moment and at or before the other, in order.

    None once the clock has stopped, even for a step missed before; and none that would precede the clock's start.
    """
    if clock.is_stopped(until):
        return ()
    found = [reminder for step in STEPS[clock.duty] if (reminder := _reminder(clock, step)) is not None]
    due = [one for one in found if instant(after) < instant(one.due_at) <= instant(until)]
    return tuple(sorted(due, key=lambda one: instant(one.due_at)))


def latest_only(reminders: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
    """The last of each clock: after a standstill one message says what three would; the others count as said."""
    return tuple({one.clock_id: one for one in sorted(reminders, key=lambda one: instant(one.due_at))}.values())


def _reminder(clock: Clock, step: Step) -> Reminder | None:
    anchor = {Anchor.START: clock.starts_at, Anchor.TARGET: clock.target, Anchor.LIMIT: clock.limit}[step.anchor]
    due_at = later(anchor, step.offset) if anchor is not None else None
    if due_at is None or instant(due_at) < instant(clock.starts_at):
        return None
    return Reminder(f"{clock.id}/{step.name}", clock.id, step.name, due_at)
