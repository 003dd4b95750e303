"""Counting by Regulation (EEC, Euratom) 1182/71, in Paris time: hours, months, years.

That the Regulation governs the GDPR's periods is the prevailing view, not an undisputed one (DSK and most authors for,
Träger RDV 2020 against). Its wording on clocks that change is silent: elapsed time is counted in UTC.
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from notifier.law.holidays import is_working_day

PARIS = ZoneInfo("Europe/Paris")


def later(moment: datetime, elapsed: timedelta) -> datetime:
    """Elapsed time, not clock time: across a change of clocks the two differ."""
    return (instant(moment) + elapsed).astimezone(PARIS)


def instant(moment: datetime) -> datetime:
    """The moment in UTC; ValueError without a zone, which Python would take for the machine's own.

    Two Paris times compare by the face of the clock, wrongly in the hour that comes twice.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def next_hour(moment: datetime) -> datetime:
    """Article 3(1): the hour in which the event falls is not counted, so the period starts with the next full one."""
    local = instant(moment).astimezone(PARIS)
    return later(local.replace(minute=0, second=0, microsecond=0), timedelta(hours=1))


def day_of(moment: datetime) -> date:
    """The day in Paris on which a moment falls; ValueError without a zone."""
    return instant(moment).astimezone(PARIS).date()


def end_of(day: date) -> datetime:
    """The expiry of the day's last hour, given as the next day's first instant."""
    return datetime.combine(day + timedelta(days=1), time(), PARIS)


def months_after(day: date, months: int) -> date:
    """Article 3(2)(c): the same date in the last month, or that month's last day where the date does not occur.

    The date is that of the event itself, though its day is not counted (Court of Justice, 152/85 Misset).
    """
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def working_day_from(day: date) -> date:
    """Article 3(4): a period *not* in hours that would end on a day off ends with the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
