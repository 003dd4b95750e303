"""Rules that change on a day: a table, newest last, so that a reform is one more line and no new code."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Anything in force from a day on, until a later line of its table."""

    @property
    def since(self) -> date: ...


T = TypeVar("T", bound=Dated)


def in_force(table: Sequence[T], day: date) -> T:
    """The line that holds on that day; raises LookupError before the first one."""
    holding = [line for line in table if line.since <= day]
    if not holding:
        raise LookupError(f"no rule was in force on {day}")
    return max(holding, key=lambda line: line.since)
