"""The clock of GDPR Article 33(1), read by Regulation (EEC, Euratom) 1182/71. Computed, never stored.

Whether the Regulation's Article 3(5) (two working days) reaches a period in hours is disputed, so its two readings are
given apart and labelled; the operational deadline is the earliest reading, the legal limit the strict one.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count

from notifier.law.deadlines.periods import PARIS, day_of, end_of, instant, later, next_hour
from notifier.law.holidays import is_working_day
from notifier.law.risk import Risk, reaches
from notifier.law.versions import in_force


class AuthorityChannel(StrEnum):
    """Where the authority is told."""

    NATIONAL_FORM = "national_form"
    SINGLE_ENTRY_POINT = "single_entry_point"


@dataclass(frozen=True, slots=True)
class AuthorityRule:
    """What holds for breaches a controller became aware of from `since` on: the hours, the lowest risk, the channel."""

    since: date
    hours: int
    source: str
    threshold: Risk = Risk.RISK
    channel: AuthorityChannel = AuthorityChannel.NATIONAL_FORM

    def is_owed(self, risk: Risk) -> bool:
        """Whether the authority must be told of a breach of that risk."""
        return reaches(risk, self.threshold)


# A reform is one more line here. One is proposed (Digital Omnibus, 19 November 2025): 96 hours, high risk only, one
# entry point at ENISA. It is no law, and has no day, until it is adopted.
RULES: tuple[AuthorityRule, ...] = (AuthorityRule(date(2018, 5, 25), 72, "GDPR 33(1)"),)


@dataclass(frozen=True, slots=True)
class AuthorityLimits:
    """The readings that decide, all in Paris time; cheap enough for thousands of cases.

    `naive`: awareness plus the hours, to be aimed at. `strict`: the hour of the event is not counted (Article 3(1) and
    3(2)(a)). `wall`: the same on the civil clock, different only when clocks change. `safe`: the earlier of the two.
    """

    rule: AuthorityRule
    naive: datetime
    strict: datetime
    wall: datetime

    @property
    def safe(self) -> datetime:
        return min(self.strict, self.wall, key=instant)

    def is_late(self, at: datetime) -> bool:
        """Whether reasons for the delay are owed (Article 33(1), second sentence) for a filing at that moment."""
        return instant(at) > instant(self.safe)


@dataclass(frozen=True, slots=True)
class AuthorityDeadline(AuthorityLimits):
    """With the readings that are shown and never decide.

    `part_days`, `full_days`: the disputed Article 3(5), with days counted in part or only in full; `full_days` ends at
    midnight, given as the next day's first instant.
    """

    part_days: datetime
    full_days: datetime


def authority_rule(aware_at: datetime) -> AuthorityRule:
    """The rule in force on the day of awareness in Paris; raises LookupError before the GDPR applied."""
    return in_force(RULES, day_of(aware_at))


def authority_limits(aware_at: datetime) -> AuthorityLimits:
    """The readings that decide; `aware_at` must have a zone (ValueError)."""
    if aware_at.tzinfo is None:
        raise ValueError("awareness needs a time zone")
    rule = authority_rule(aware_at)
    hours = timedelta(hours=rule.hours)
    start = next_hour(aware_at)
    return AuthorityLimits(
        rule=rule,
        naive=later(aware_at, hours),
        strict=later(start, hours),
        wall=(start.replace(tzinfo=None) + hours).replace(tzinfo=PARIS),
    )


def authority_deadline(aware_at: datetime) -> AuthorityDeadline:
    """All readings of the deadline; `aware_at` must have a zone (ValueError)."""
    limits = authority_limits(aware_at)
    start = next_hour(aware_at)
    return AuthorityDeadline(
        rule=limits.rule,
        naive=limits.naive,
        strict=limits.strict,
        wall=limits.wall,
        part_days=_with_working_days(start, limits.strict, full=False),
        full_days=_with_working_days(start, limits.strict, full=True),
    )


def age(since: datetime, now: datetime) -> timedelta:
    """How long a duty *without undue delay* has run (Article 34(1)); the law gives no figure, so none is made up."""
    return instant(now) - instant(since)


def _with_working_days(start: datetime, strict: datetime, *, full: bool) -> datetime:
    """The strict end, or if the period holds fewer than two working days, the end of the day that completes them.

    In part: any day the period touches counts. In full: only days that lie wholly inside it, midnight to midnight.
    """
    first = day_of(start - timedelta(microseconds=1)) + timedelta(days=1) if full else start.date()
    found = 0
    for days in count():
        day = first + timedelta(days=days)
        found += is_working_day(day)
        if found == 2:
            return _end(strict, day, full=full)
    raise AssertionError("working days do not end")


def _end(strict: datetime, second: date, *, full: bool) -> datetime:
    """A period that ends at midnight does not touch the day which begins there."""
    is_inside = strict >= end_of(second) if full else second <= day_of(strict - timedelta(microseconds=1))
    return strict if is_inside else end_of(second)
