"""Which clock hangs where, and what it says."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MAINLAND = ZoneInfo("Europe/Paris")
# By the first three digits. The zones of all French postcodes that are not Paris's; of Polynesia Tahiti's.
_OVERSEAS = {
    "971": ZoneInfo("America/Guadeloupe"),
    "972": ZoneInfo("America/Martinique"),
    "973": ZoneInfo("America/Cayenne"),
    "974": ZoneInfo("Indian/Reunion"),
    "975": ZoneInfo("America/Miquelon"),
    "976": ZoneInfo("Indian/Mayotte"),
    "977": ZoneInfo("America/St_Barthelemy"),
    "978": ZoneInfo("America/Marigot"),
    "986": ZoneInfo("Pacific/Wallis"),
    "987": ZoneInfo("Pacific/Tahiti"),
    "988": ZoneInfo("Pacific/Noumea"),
}


def zone_of(postcode: str) -> ZoneInfo:
    """The zone whose clock hangs in a practice there; Paris's for anything that is not a postcode overseas."""
    digits = postcode.replace(" ", "")
    return _OVERSEAS.get(digits[:3], _MAINLAND) if len(digits) == 5 and digits.isdigit() else _MAINLAND


def hours_between(begins: time, ends: time) -> timedelta:
    """By the clock, over midnight where it ends before it begins; a whole day where both are the same."""
    span = datetime.combine(date.min, ends) - datetime.combine(date.min, begins)
    return span if span > timedelta(0) else span + timedelta(days=1)
