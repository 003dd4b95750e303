"""The clock of GDPR Article 33(1), read by Regulation (EEC, Euratom) 1182/71. Computed, never stored.

Whether the Regulation's Article 3(5) (two working days) reaches a period in hours is disputed, so its two readings are
given apart and labelled; the operational deadline is the earliest reading, the legal limit the strict one.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from notifier.law.holidays import is_working_day

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class AuthorityRule:
    """How many hours a controller has, for breaches it became aware of from `since` on."""

    since: date
    hours: int
    source: str


# A reform is one more line here.
RULES = (AuthorityRule(date(2018, 5, 25), 72, "GDPR 33(1)"),)


@dataclass(frozen=True, slots=True)
class AuthorityDeadline:
    """The readings of one deadline, all in Paris time.

    `naive`: awareness plus the hours, to be aimed at. `strict`: the hour of the event is not counted (Article 3(1) and
    3(2)(a)). `wall`: the same on the civil clock, different only when clocks change. `safe`: the earlier of the two.
    `part_days`, `full_days`: the disputed Article 3(5), with days counted in part or only in full; `full_days` ends at
    midnight, given as the next day's first instant.
    """

    rule: AuthorityRule
    naive: datetime
    strict: datetime
    wall: datetime
    part_days: datetime
    full_days: datetime

    @property
    def safe(self) -> datetime:
        return min(self.strict, self.wall)

    def is_late(self, at: datetime) -> bool:
        """Whether reasons for the delay are owed (Article 33(1), second sentence) for a filing at that moment."""
        return at > self.safe


def authority_rule(aware_at: datetime) -> AuthorityRule:
    """The rule in force on the day of awareness in Paris; raises LookupError before the GDPR applied."""
    day = aware_at.astimezone(PARIS).date()
    for rule in reversed(RULES):
        if rule.since <= day:
            return rule
    raise LookupError("no rule on notification was in force then")


def authority_deadline(aware_at: datetime) -> AuthorityDeadline:
    """All readings of the deadline; `aware_at` must have a zone (ValueError)."""
    if aware_at.tzinfo is None:
        raise ValueError("awareness needs a time zone")
    rule = authority_rule(aware_at)
    hours = timedelta(hours=rule.hours)
    start = _next_hour(aware_at)
    strict = _later(start, hours)
    return AuthorityDeadline(
        rule=rule,
        naive=_later(aware_at, hours),
        strict=strict,
        wall=(start.replace(tzinfo=None) + hours).replace(tzinfo=PARIS),
        part_days=_with_working_days(start, strict, full=False),
        full_days=_with_working_days(start, strict, full=True),
    )


def age(since: datetime, now: datetime) -> timedelta:
    """How long a duty *without undue delay* has run (Article 34(1)); the law gives no figure, so none is made up."""
    return now - since


def _later(moment: datetime, elapsed: timedelta) -> datetime:
    """Elapsed time, not clock time: across a change of clocks the two differ."""
    utc = ZoneInfo("UTC")
    return (moment.astimezone(utc) + elapsed).astimezone(PARIS)


def _next_hour(moment: datetime) -> datetime:
    """The first full hour after the one in which the event fell."""
    local = moment.astimezone(PARIS)
    return _later(local.replace(minute=0, second=0, microsecond=0), timedelta(hours=1))


def _with_working_days(start: datetime, strict: datetime, *, full: bool) -> datetime:
    """The strict end, or if the period holds fewer than two working days, the end of the day that completes them.

    In part: any day the period touches counts. In full: only days that lie wholly inside it, midnight to midnight.
    """
    first = start.date() + timedelta(days=1) if full else start.date()
    found = 0
    for days in count():
        day = first + timedelta(days=days)
        found += is_working_day(day)
        if found == 2:
            midnight = datetime.combine(day + timedelta(days=1), time(), PARIS)
            return _end(strict, day, midnight, full=full)
    raise AssertionError("working days do not end")


def _end(strict: datetime, second: date, midnight: datetime, *, full: bool) -> datetime:
    is_inside = strict >= midnight if full else second <= strict.date()
    return strict if is_inside else midnight
