"""Days in words, as people say them, without a locale of the machine."""

from datetime import date, datetime

_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def moment_in_words(moment: datetime, language: str) -> str:
    """`jeudi 5 mars 2026, 11 h 05`, `Thursday 5 March 2026, 11:05`, in the moment's own zone."""
    day = f"{_WEEKDAYS[language][moment.weekday()]} {day_in_words(moment.date(), language)}"
    if language == "fr":
        minutes = f" {moment.minute:02d}" if moment.minute else ""
        return f"{day}, {moment.hour}\N{NO-BREAK SPACE}h{minutes}"
    return f"{day}, {moment.hour}:{moment.minute:02d}"


def day_in_words(day: date, language: str) -> str:
    """`1er mars 2026`, `1 March 2026`; raises KeyError for a language that is neither fr nor en."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language][day.month - 1]} {day.year}"


def period_in_words(began: date, ended: date | None, language: str) -> str:
    """`entre le 3 et ...` in full words; open when `ended` is None; one day when both are the same."""
    first = day_in_words(began, language)
    if ended is None:
        return {"fr": f"à partir du {first}", "en": f"from {first} on"}[language]
    if ended == began:
        return {"fr": f"le {first}", "en": f"on {first}"}[language]
    last = day_in_words(ended, language)
    return {"fr": f"entre le {first} et le {last}", "en": f"between {first} and {last}"}[language]


def full_day_in_words(day: date, language: str) -> str:
    """With its weekday: `jeudi 5 mars 2026`, `Thursday 5 March 2026`."""
    return f"{_WEEKDAYS[language][day.weekday()]} {day_in_words(day, language)}"
