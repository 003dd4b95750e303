"""The score proposes, the controller decides (GDPR Articles 33(1), 34(1)); a decision apart from the score says why."""

from decimal import Decimal

from notifier.law.refusals import Refusal, refusal
from notifier.law.risk import Risk, highest
from notifier.law.severity.assessment import Assessment, Band

# Our own bridge: ENISA fixes no score from which the law's words are met.
PROPOSED: dict[Band, Risk] = {
    Band.LOW: Risk.UNLIKELY,
    Band.MEDIUM: Risk.RISK,
    Band.HIGH: Risk.HIGH,
    Band.VERY_HIGH: Risk.HIGH,
}

UNREASONED = refusal(
    "departure_unreasoned",
    "une décision qui s’écarte du score indique pourquoi, par écrit",
    "a decision that departs from the score says why, in writing",
    "GDPR 5(2), 33(5)",
)


def proposed_risk(assessments: tuple[Assessment, ...]) -> Risk:
    """What the scores of all tiers propose: the gravest; ValueError when nothing was scored."""
    return highest(tuple(PROPOSED[one.band] for one in assessments))


def highest_score(assessments: tuple[Assessment, ...]) -> Decimal:
    """The highest of the tiers; ValueError when nothing was scored."""
    return max(one.score for one in assessments)


def departs(decided: Risk, assessments: tuple[Assessment, ...]) -> bool:
    """Whether the decision is another than the one proposed, in either direction."""
    return decided is not proposed_risk(assessments)


def departure_problems(decided: Risk, assessments: tuple[Assessment, ...], reason: str) -> tuple[Refusal, ...]:
    """Refused when it departs and gives no reason."""
    return (UNREASONED,) if departs(decided, assessments) and not reason.strip() else ()
