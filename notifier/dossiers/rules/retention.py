"""How long things are kept, read from the one file that says so (notifier/retention.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[2] / "retention.toml"


class UnreadableRetention(ValueError):
    """The file does not say what it must; nothing is cleared by a file that cannot be read."""


class Start(StrEnum):
    """What a period is counted from; NEVER means that nothing is cleared by itself."""

    CLOSING = "closing"
    WRITING = "writing"
    NEVER = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A length in years and days, counted from `after`."""

    after: Start
    years: int = 0
    days: int = 0

    def end(self, begin: date) -> date:
        """The first day on which the period is over. A year from 29 February ends on 1 March."""
        if self.after is Start.NEVER:
            raise ValueError("this period has no end")
        return _years_later(begin, self.years) + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Retention:
    """The file. `keep` maps an app or a model to a period's name; `columns` a model to its columns by class."""

    periods: Mapping[str, Period]
    keep: Mapping[str, str]
    columns: Mapping[str, Mapping[str, tuple[str, ...]]]
    loud_days: int
    postponing_days: int

    def erasure_day(self, closed_on: date, postponed_to: date | None) -> date:
        """When the patients' data of a case closed on that day are erased (GDPR Article 5(1)(e))."""
        return max(self.periods["campaign"].end(closed_on), postponed_to or date.min)

    def latest_postponing(self, closed_on: date) -> date:
        """The latest day a controller may put the erasure off to."""
        return self.periods["campaign"].end(closed_on) + timedelta(days=self.postponing_days)

    def forgetting_day(self, closed_on: date) -> date:
        """When what is left of a case goes, but for the log (GDPR Article 33(5))."""
        return self.periods["register"].end(closed_on)

    @property
    def brief(self) -> timedelta:
        """How long something nobody decided on lies about."""
        return timedelta(days=self.periods["brief"].days)


@lru_cache(maxsize=1)
def retention() -> Retention:
    """What this installation's file says."""
    return read_retention(FILE.read_text(encoding="utf-8"))


def read_retention(text: str) -> Retention:
    """Raises UnreadableRetention for a file that leaves a question open; which columns exist is asked elsewhere."""
    try:
        table = tomllib.loads(text)
        periods = {name: _period(values) for name, values in table.pop("periods").items()}
        keep, announcing = table.pop("keep"), table.pop("announcing")
        columns = {model: {kind: tuple(names) for kind, names in classes.items()} for model, classes in table.items()}
        found = Retention(periods, keep, columns, announcing["loud_days"], announcing["postponing_days"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError) as problem:
        raise UnreadableRetention(f"retention.toml: {problem}") from problem
    _check_starts(found)
    return found


def _period(values: Mapping[str, Any]) -> Period:
    period = Period(Start(values.get("after", "")), **{name: n for name, n in values.items() if name != "after"})
    if bool(period.after) is not bool(period.years or period.days) or min(period.years, period.days) < 0:
        raise ValueError("a period has a length, and something it is counted from, or neither")
    return period


def _check_starts(found: Retention) -> None:
    """The periods the program applies by name are counted from what it counts them from."""
    wanted = {"campaign": Start.CLOSING, "register": Start.CLOSING, "brief": Start.WRITING}
    for name, start in wanted.items():
        if name not in found.periods or found.periods[name].after is not start:
            raise UnreadableRetention(f"retention.toml: the period {name} must be counted from {start}")
    if found.periods["brief"].years:
        raise UnreadableRetention("retention.toml: the period brief is a number of days")


def _years_later(begin: date, years: int) -> date:
    try:
        return begin.replace(year=begin.year + years)
    except ValueError:
        return date(begin.year + years, 3, 1)
