"""What a worked case is, and how sure we are of its outcome."""

from dataclasses import dataclass
from enum import StrEnum

from notifier.law.words import Words


class Feature(StrEnum):
    """What cases are compared by."""

    RANSOMWARE = "ransomware"
    WEB_ATTACK = "web_attack"
    CREDENTIALS = "credentials"
    MAILBOX = "mailbox"
    INSIDER = "insider"
    IDENTITY_FRAUD = "identity_fraud"
    DEVICE_STOLEN = "device_stolen"
    PAPER = "paper"
    MISDIRECTED = "misdirected"
    TRUSTED_RECIPIENT = "trusted_recipient"
    EXFILTRATED = "exfiltrated"
    UNINTELLIGIBLE = "unintelligible"
    BACKUP = "backup"
    NO_BACKUP = "no_backup"
    CARE_DISTURBED = "care_disturbed"
    HEALTH = "health"
    MINORS = "minors"
    VULNERABLE = "vulnerable"
    NATIONAL_NUMBER = "national_number"
    PAYMENT = "payment"
    MANY_PEOPLE = "many_people"


class Confidence(StrEnum):
    """Where the outcome comes from. None was read in a whole copy of the guidelines.

    QUOTED: a third party quotes or plainly states it. OPEN: known, and agreeing with one coded list, but quoted nowhere
    we could read. DISPUTED: sources disagree.
    """

    QUOTED = "quoted"
    OPEN = "open"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One case. The breach is documented in every one of them (GDPR 33(5))."""

    number: int
    title: Words
    facts: Words
    authority: bool
    people: bool
    confidence: Confidence
    features: frozenset[Feature]
    documented: bool = True

    @property
    def code(self) -> str:
        """`03`, as the guidelines number it."""
        return f"{self.number:02d}"

    @property
    def is_low_confidence(self) -> bool:
        """Whether its outcome should weigh little; a page says so."""
        return self.confidence is Confidence.DISPUTED

    @property
    def is_health(self) -> bool:
        return Feature.HEALTH in self.features

    @property
    def has_minors(self) -> bool:
        return Feature.MINORS in self.features
