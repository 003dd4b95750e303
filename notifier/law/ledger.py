"""The awareness ledger of a case: which entry may be written. GDPR 33(1), 33(2), 33(5); EDPB Guidelines 9/2022."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from notifier.law.deadlines.periods import instant
from notifier.law.moments import (
    RULES,
    awareness_moment_problems,
    awareness_problems,
    correction_problems,
    vendor_problems,
)
from notifier.law.refusals import Refusal


class AwarenessKind(StrEnum):
    """Whose knowledge an entry dates. Only the controller's certainty starts a clock of the controller's."""

    VENDOR_KNEW = "vendor_knew"
    VENDOR_TOLD = "vendor_told"
    CERTAINTY = "certainty"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The moments of a case in force, and what bounds them. `filed_at` is its first filing."""

    began_on: date
    aware_at: datetime
    vendor_knew_at: datetime | None = None
    vendor_told_at: datetime | None = None
    filed_at: datetime | None = None

    def in_force(self, kind: AwarenessKind) -> datetime | None:
        """The moment of one kind, None where nobody wrote it down."""
        return {
            AwarenessKind.VENDOR_KNEW: self.vendor_knew_at,
            AwarenessKind.VENDOR_TOLD: self.vendor_told_at,
            AwarenessKind.CERTAINTY: self.aware_at,
        }[kind]

    @property
    def vendor_delay(self) -> timedelta | None:
        """From the vendor's knowledge to its word to the controller (33(2)); None unless both are known."""
        if self.vendor_knew_at is None or self.vendor_told_at is None:
            return None
        return instant(self.vendor_told_at) - instant(self.vendor_knew_at)

    def vendor_over(self, hours: int, now: datetime) -> timedelta:
        """By how much the vendor's word, or its silence until now, exceeds the contract's hours; nought within them."""
        if self.vendor_knew_at is None:
            return timedelta()
        until = instant(self.vendor_told_at if self.vendor_told_at is not None else now)
        return max(timedelta(), until - instant(self.vendor_knew_at) - timedelta(hours=hours))


def entry_problems(
    ledger: Ledger, kind: AwarenessKind, moment: datetime, *, reason: str, now: datetime
) -> tuple[Refusal, ...]:
    """Why the entry may not be written. One where its kind has a moment already is a correction, with its reason."""
    if impossible := _impossible(ledger, kind, moment, now):
        return impossible
    old = ledger.in_force(kind)
    unreasoned = correction_problems(old=old, new=moment, reason=reason) if old is not None else ()
    return unreasoned or _unexplained(ledger, kind, moment, reason)


def _impossible(ledger: Ledger, kind: AwarenessKind, moment: datetime, now: datetime) -> tuple[Refusal, ...]:
    if kind is AwarenessKind.CERTAINTY:
        found = awareness_moment_problems(moment, began_on=ledger.began_on, now=now)
        is_past_filing = not found and ledger.filed_at is not None and instant(ledger.filed_at) < instant(moment)
        return (RULES["filing_before_awareness"],) if is_past_filing else found
    knew = moment if kind is AwarenessKind.VENDOR_KNEW else ledger.vendor_knew_at
    told = moment if kind is AwarenessKind.VENDOR_TOLD else ledger.vendor_told_at
    return vendor_problems(knew_at=knew, told_at=told, began_on=ledger.began_on, now=now)


def _unexplained(ledger: Ledger, kind: AwarenessKind, moment: datetime, reason: str) -> tuple[Refusal, ...]:
    """A certainty later than the vendor's word is explained by whichever of the two entries comes last."""
    if kind is AwarenessKind.VENDOR_KNEW:
        return ()
    field = "aware_at" if kind is AwarenessKind.CERTAINTY else "vendor_told_at"
    after = replace(ledger, **{field: moment})
    return awareness_problems(aware_at=after.aware_at, vendor_told_at=after.vendor_told_at, reason=reason)
