"""French public holidays (Code du travail, article L3133-1): the eleven national ones.

The authority sits in Paris, so the local extras of Alsace and Moselle and the overseas days do not count here.
"""

from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    day = (h + j - 7 * m + 33 * month + 19) % 32
    return date(year, month, day)


def public_holidays(year: int) -> frozenset[date]:
    """The eleven days, of which three move with Easter: Easter Monday, Ascension, Whit Monday."""
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (timedelta(days=1), timedelta(days=39), timedelta(days=50))
    sunday = easter(year)
    return frozenset({*(date(year, month, day) for month, day in fixed), *(sunday + after for after in moving)})


def is_working_day(day: date) -> bool:
    """Regulation 1182/71, Article 2(2): all days but public holidays, Sundays and Saturdays."""
    return day.weekday() < 5 and day not in public_holidays(day.year)
