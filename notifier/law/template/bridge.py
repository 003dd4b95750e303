"""From what this house decides and measures to the letters of the template."""

from notifier.law.decisions.grounds import Ground
from notifier.law.decisions.shapes import Telling
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Band

# Row 87. Our own reading: ENISA has four bands, the template three degrees.
SEVERITY: dict[Band, str] = {Band.LOW: "a", Band.MEDIUM: "b", Band.HIGH: "c", Band.VERY_HIGH: "c"}
# Row 89; d, only in an incomplete notification, while nothing is decided.
OUTCOME: dict[Risk, str] = {Risk.HIGH: "a", Risk.RISK: "b", Risk.UNLIKELY: "c"}
# Row 100.
GROUND: dict[Ground, str] = {Ground.UNINTELLIGIBLE: "a", Ground.NO_LONGER_LIKELY: "b", Ground.DISPROPORTIONATE: "c"}


def outcome(risk: Risk | None) -> str:
    """Row 89."""
    return "d" if risk is None else OUTCOME[risk]


def whether_told(telling: Telling | None, *, has_begun: bool, has_planned_day: bool) -> str:
    """Row 97. What has begun is told as begun, whatever was decided since."""
    if has_begun:
        return "a"
    match telling:
        case None:
            return "c"
        case Telling.DIRECT:
            return "b" if has_planned_day else "b1"
        case Telling.NOT_OWED:
            return "d"
        case Telling.EXCEPTION:
            return "e"
