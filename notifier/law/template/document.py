"""A filled template, and which of its rows are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifier.law.deadlines.authority import authority_rule
from notifier.law.deadlines.periods import instant, later
from notifier.law.template.shapes import Both, Condition, Either, Field, Given, Late, Marked, Value, When
from notifier.law.template.table import CURRENT, Template


@dataclass(frozen=True, slots=True)
class Document:
    """Values by row, at the moment the file is made. What is not known is left out, never empty."""

    values: Mapping[int, Value]
    made_at: datetime
    template: Template = CURRENT

    @property
    def is_incomplete(self) -> bool:
        """Row 4: only then may anything be left to be determined."""
        return self.values.get(4) == "b"

    def codes(self, row: int) -> tuple[str, ...]:
        """What was chosen in a row of one or several choices."""
        value = self.values.get(row, ())
        if isinstance(value, str):
            return (value,)
        return value if isinstance(value, tuple) else ()


def holds(condition: Condition, document: Document) -> bool:
    """Whether a condition is met by what stands in the other rows."""
    match condition:
        case When(row, codes):
            return not codes.isdisjoint(document.codes(row))
        case Given(row):
            return row in document.values
        case Marked(row):
            return document.values.get(row) is True
        case Either(conditions):
            return any(holds(one, document) for one in conditions)
        case Both(conditions):
            return all(holds(one, document) for one in conditions)
        case Late():
            return is_late(document)


def is_asked(field: Field, document: Document) -> bool:
    """Whether the row is shown at all."""
    return field.shown is None or holds(field.shown, document)


def is_wanted(field: Field, document: Document) -> bool:
    """Whether the row must be filled."""
    return is_asked(field, document) and (field.is_needed or (field.is_mandatory and field.shown is None))


def is_late(document: Document) -> bool:
    """Row 49: the plain hours have passed since awareness. Earlier than the legal limit by up to one hour."""
    aware_at = document.values.get(48)
    if not isinstance(aware_at, datetime) or aware_at.tzinfo is None:
        return False
    hours = timedelta(hours=authority_rule(aware_at).hours)
    return instant(document.made_at) > instant(later(aware_at, hours))
