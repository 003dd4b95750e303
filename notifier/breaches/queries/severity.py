"""How grave a case is by the method, tier by tier. Computed each time from what is known; never stored."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count

from notifier.breaches.models import Case, SeverityChoice
from notifier.law.cases.comparison import Comparison, comparable_cases
from notifier.law.cases.likeness import features_of_patients
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Assessment
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.departure import proposed_risk
from notifier.law.severity.leaked import ASSUMED, has_profile, identifications
from notifier.law.severity.patients import Exposure, Insight, Tier, TierAssessment, assess_tier, insight_of
from notifier.law.words import Words
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import open_reason

# The likest are enough to think by; the page says that there are eighteen.
COMPARED = 5
_GRAVITY = tuple(Insight)


@dataclass(frozen=True, slots=True)
class TierSeverity:
    """One tier of the roster: whose patients they are, what that tells, both readings."""

    tier: Tier
    people: int
    specialties: tuple[str, ...]
    insight: Insight
    assessment: TierAssessment


@dataclass(frozen=True, slots=True)
class Severity:
    """`choice` is what the controller put in, and `reason` why; without it the circumstances are assumed."""

    tiers: tuple[TierSeverity, ...]
    circumstances: frozenset[Circumstance]
    is_unintelligible: bool
    choice: SeverityChoice | None
    reason: str

    @property
    def people(self) -> int:
        return sum(tier.people for tier in self.tiers)

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The higher reading of each tier."""
        return tuple(tier.assessment.taken for tier in self.tiers)

    @property
    def proposed(self) -> Risk | None:
        """None while no list says who is concerned."""
        return proposed_risk(self.assessments) if self.tiers else None

    @property
    def comparisons(self) -> list[Comparison]:
        """The worked cases most like this one."""
        features = features_of_patients(
            self.circumstances,
            people=self.people,
            is_unintelligible=self.is_unintelligible,
            is_vulnerable=any(tier.insight is Insight.CRITICAL for tier in self.tiers),
        )
        return comparable_cases(features)[:COMPARED]


def severity_of(case: Case) -> Severity:
    """Three queries at most, and one seal opened where the controller chose."""
    choice = case.severity_choices.select_related("chosen_by").order_by("-number").first()
    empty = Severity(
        tiers=(),
        circumstances=frozenset(map(Circumstance, choice.circumstances)) if choice else ASSUMED,
        is_unintelligible=choice is not None and choice.is_unintelligible,
        choice=choice,
        reason=severity_reason(choice) if choice else "",
    )
    parts = _roster(case)
    people = sum(part.people for part in parts.values())
    return replace(empty, tiers=tuple(_tier(case, part, empty, people) for part in parts.values()))


def severity_reason(choice: SeverityChoice) -> str:
    """Why the controller chose so; empty from the first step of an erasure on."""
    if choice.sealed is None or choice.case.is_erased:
        return ""
    return open_reason(sealer_for(choice.case_id), "severity_choices", choice.pk, bytes(choice.sealed))


@dataclass(frozen=True, slots=True)
class _Part:
    """The patients of one tier."""

    tier: Tier
    people: int
    specialties: frozenset[str]


def _roster(case: Case) -> dict[Tier, _Part]:
    specialties: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    rows = case.patients.order_by().values_list("tier", "physician__specialty").annotate(n=Count("pk"))
    for tier, specialty, n in rows:
        specialties[tier].add(specialty)
        counts[tier] += n
    return {tier: _Part(tier, counts[tier], frozenset(specialties[tier])) for tier in Tier if counts.get(tier)}


def _tier(case: Case, part: _Part, put_in: Severity, people: int) -> TierSeverity:
    """By the most telling of the specialties, unless the controller said otherwise."""
    chosen = Insight(put_in.choice.insight) if put_in.choice and put_in.choice.insight else None
    insight = chosen or max((insight_of(one) for one in part.specialties), key=_GRAVITY.index)
    exposure = Exposure(
        part.tier,
        insight,
        insight_reason=Words.written(put_in.reason) if chosen and put_in.reason else None,
        has_profile=has_profile(case.breach.categories),
    )
    assessment = assess_tier(
        exposure,
        identifications=identifications(case.breach.categories),
        circumstances=put_in.circumstances,
        people=people,
        is_unintelligible=put_in.is_unintelligible,
    )
    return TierSeverity(part.tier, part.people, tuple(sorted(part.specialties)), insight, assessment)
