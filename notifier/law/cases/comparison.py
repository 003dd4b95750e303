"""Which worked cases a breach resembles, and in what it differs from them."""

from dataclasses import dataclass
from fractions import Fraction

from notifier.law.cases.shapes import Confidence, Feature, WorkedCase
from notifier.law.cases.table import CASES

# What most often decides in the guidelines counts double: whether data got out, can be read, and speak of health.
_HEAVY = frozenset({Feature.EXFILTRATED, Feature.UNINTELLIGIBLE, Feature.HEALTH})
_TRUST = {Confidence.QUOTED: 0, Confidence.OPEN: 1, Confidence.DISPUTED: 2}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One case beside the breach. `likeness`: nought to one."""

    case: WorkedCase
    shared: frozenset[Feature]
    only_there: frozenset[Feature]
    only_here: frozenset[Feature]

    @property
    def likeness(self) -> Fraction:
        """The weight of what is shared in all that either has; their order is what it is for."""
        union = self.shared | self.only_there | self.only_here
        return Fraction(_weight(self.shared), _weight(union)) if union else Fraction()


def comparable_cases(features: frozenset[Feature]) -> list[Comparison]:
    """The cases that share anything with the breach, the likest first, then the surer, then by number."""
    found = [
        Comparison(case, case.features & features, case.features - features, features - case.features)
        for case in CASES
        if case.features & features
    ]
    return sorted(found, key=lambda one: (-one.likeness, _TRUST[one.case.confidence], one.case.number))


def _weight(features: frozenset[Feature]) -> int:
    return sum(2 if feature in _HEAVY else 1 for feature in features)
