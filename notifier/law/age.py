"""Coming of age (Code civil, article 414: eighteen years)."""

from datetime import date

MAJORITY = 18


def majority_day(birth_date: date) -> date:
    """The 18th birthday; for someone born on 29 February, 1 March, the day on which the 18th year is complete."""
    try:
        return birth_date.replace(year=birth_date.year + MAJORITY)
    except ValueError:
        return date(birth_date.year + MAJORITY, 3, 1)


def is_minor(birth_date: date | None, on: date) -> bool:
    """Whether the person is under 18 on that day; an unknown birth date means an adult."""
    return birth_date is not None and on < majority_day(birth_date)
