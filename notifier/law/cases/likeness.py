"""From the circumstances of a breach to the features by which the worked cases are compared."""

from collections.abc import Collection

from notifier.law.cases.shapes import Feature
from notifier.law.severity.assessment import MANY
from notifier.law.severity.circumstances import Circumstance

_BY_CIRCUMSTANCE: dict[Circumstance, frozenset[Feature]] = {
    Circumstance.KNOWN_RECIPIENTS: frozenset({Feature.MISDIRECTED}),
    Circumstance.UNKNOWN_RECIPIENTS: frozenset({Feature.EXFILTRATED}),
    Circumstance.WEBSITE_PUBLIC: frozenset({Feature.EXFILTRATED}),
    Circumstance.COPIES_EXIST: frozenset({Feature.BACKUP}),
    Circumstance.RECONSTRUCTIBLE: frozenset({Feature.NO_BACKUP}),
    Circumstance.LOST_FOR_GOOD: frozenset({Feature.NO_BACKUP}),
    Circumstance.MALICIOUS: frozenset({Feature.WEB_ATTACK}),
}


def features_of_patients(
    circumstances: Collection[Circumstance], *, people: int, is_unintelligible: bool, is_vulnerable: bool
) -> frozenset[Feature]:
    """What a leaked patient list has in common with the cases; health always (GDPR recital 35)."""
    found = {Feature.HEALTH}.union(*(_BY_CIRCUMSTANCE.get(one, frozenset()) for one in circumstances))
    told = {
        Feature.MANY_PEOPLE: people > MANY,
        Feature.UNINTELLIGIBLE: is_unintelligible,
        Feature.VULNERABLE: is_vulnerable,
    }
    return frozenset(found | {feature for feature, is_so in told.items() if is_so})
