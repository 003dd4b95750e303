"""A leaked patient list, per tier: the same leak weighs differently at a general practice and in psychiatry.

A list of a physician's patients is at once simple data (names, addresses) and health data (GDPR recital 35). Both
readings are scored and kept, and the higher is taken. How telling each specialty is, is this house's own judgement; the
controller may change it with a reason.
"""

from dataclasses import dataclass
from enum import StrEnum

from notifier.law.severity.assessment import Assessment, Breach, assess
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.context import Adjustment, Category, DataItem
from notifier.law.severity.ease import MAXIMUM, Identification, Identifier
from notifier.law.words import Words


class Tier(StrEnum):
    """How deep the leak goes: the list alone, or the physician's free text too."""

    ADMINISTRATIVE = "administrative"
    ANNOTATED = "annotated"


class Insight(StrEnum):
    """What it tells that someone is a patient there."""

    NONE = "none"
    GENERAL = "general"
    HEALTH = "health"
    CRITICAL = "critical"


# By the specialties of a practice. One not listed is taken to tell something of health: careful where nothing is known.
INSIGHTS: dict[str, Insight] = {
    "general_practice": Insight.GENERAL,
    "paediatrics": Insight.GENERAL,
    "dermatology": Insight.GENERAL,
    "ophthalmology": Insight.GENERAL,
    "ent": Insight.GENERAL,
    "psychiatry": Insight.HEALTH,
    "oncology": Insight.HEALTH,
    "gynaecology": Insight.HEALTH,
    "cardiology": Insight.HEALTH,
    "rheumatology": Insight.HEALTH,
    # ENISA's own example: customers of a pharmacy for diabetes score 3.
    "endocrinology": Insight.HEALTH,
    # ENISA's own example: the curricula of a job aid for former drug addicts score 4.
    "addiction": Insight.CRITICAL,
}

_WORDS: dict[Insight, Words] = {
    Insight.NONE: Words("être patient ici n’apprend rien", "being a patient here tells nothing"),
    Insight.GENERAL: Words("être patient ici n’apprend que des généralités", "being a patient here tells generalities"),
    Insight.HEALTH: Words("la spécialité laisse supposer une maladie", "the specialty lets one assume an illness"),
    Insight.CRITICAL: Words("la spécialité expose la personne elle-même", "the specialty puts the person at risk"),
}
_PROFILE = Words("caisse et historique dessinent un profil", "scheme and history draw a profile")
_SIMPLE: dict[Insight, Adjustment | None] = {
    Insight.NONE: None,
    Insight.GENERAL: None,
    Insight.HEALTH: Adjustment.SIMPLE_ASSUMPTIONS,
    Insight.CRITICAL: Adjustment.SIMPLE_CRITICAL,
}
_SENSITIVE: dict[Insight, Adjustment] = {
    Insight.NONE: Adjustment.SENSITIVE_NO_INSIGHT,
    Insight.GENERAL: Adjustment.SENSITIVE_GENERAL,
    Insight.HEALTH: Adjustment.SENSITIVE_ASSUMPTIONS,
    Insight.CRITICAL: Adjustment.SENSITIVE_ASSUMPTIONS,
}

# Name, date of birth and address of the same person; ENISA says 1 for name with date of birth and e-mail, and that
# combining identifiers increases the ease.
FULL_IDENTITY = (Identification(Identifier.NAME, MAXIMUM),)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What leaked of a tier's patients. `has_profile`: scheme or history besides names."""

    tier: Tier
    insight: Insight
    insight_reason: Words | None = None
    has_profile: bool = False


@dataclass(frozen=True, slots=True)
class TierAssessment:
    """Both readings of one tier's leak."""

    tier: Tier
    simple: Assessment
    sensitive: Assessment

    @property
    def taken(self) -> Assessment:
        """The higher; the sensitive one where they agree."""
        return max(self.sensitive, self.simple, key=lambda one: one.score)


def insight_of(specialty: str, *, is_safety_critical: bool = False) -> Insight:
    """What a specialty tells. `is_safety_critical`: the people's safety is at stake, as it can be with children."""
    return Insight.CRITICAL if is_safety_critical else INSIGHTS.get(specialty, Insight.HEALTH)


def assess_tier(
    exposure: Exposure,
    *,
    identifications: tuple[Identification, ...],
    circumstances: frozenset[Circumstance],
    people: int | None = None,
    is_unintelligible: bool = False,
) -> TierAssessment:
    """Both readings of a tier, scored by the same circumstances; ValueError as `assess`."""
    simple, sensitive = (
        assess(Breach((item,), identifications, circumstances, people, is_unintelligible))
        for item in (simple_reading(exposure), sensitive_reading(exposure))
    )
    return TierAssessment(exposure.tier, simple, sensitive)


def simple_reading(exposure: Exposure) -> DataItem:
    """The list as names and addresses, raised by what the specialty or a profile tells."""
    adjustment, reason = _SIMPLE[exposure.insight], exposure.insight_reason or _WORDS[exposure.insight]
    if adjustment is None and exposure.has_profile:
        adjustment, reason = Adjustment.SIMPLE_PROFILING, _PROFILE
    return DataItem("patient_list", Category.SIMPLE, adjustment, reason)


def sensitive_reading(exposure: Exposure) -> DataItem:
    """The list as health data, lowered by what it leaves unsaid; free text is health data without any lowering."""
    if exposure.tier is Tier.ANNOTATED:
        return DataItem("annotations", Category.SENSITIVE)
    reason = exposure.insight_reason or _WORDS[exposure.insight]
    return DataItem("patient_list", Category.SENSITIVE, _SENSITIVE[exposure.insight], reason)
