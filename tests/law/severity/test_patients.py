from decimal import Decimal

import pytest

from notifier.law.severity.assessment import Band
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.patients import (
    FULL_IDENTITY,
    INSIGHTS,
    Exposure,
    Insight,
    Tier,
    TierAssessment,
    assess_tier,
    insight_of,
)
from notifier.law.words import Words
from notifier.practices.choices import Specialty
from notifier.rosters.choices import Tier as RosterTier

STOLEN = frozenset({Circumstance.UNKNOWN_RECIPIENTS, Circumstance.MALICIOUS})


def stolen(exposure: Exposure) -> TierAssessment:
    return assess_tier(exposure, identifications=FULL_IDENTITY, circumstances=STOLEN, people=10_000)


# A stolen patient list: specialty, tier, whether it draws a profile; both readings, then the one taken.
LISTS = [
    ("general_practice", Tier.ADMINISTRATIVE, False, "2.00", "3.00", "3.00"),
    ("general_practice", Tier.ADMINISTRATIVE, True, "3.00", "3.00", "3.00"),
    ("paediatrics", Tier.ADMINISTRATIVE, False, "2.00", "3.00", "3.00"),
    ("psychiatry", Tier.ADMINISTRATIVE, False, "4.00", "4.00", "4.00"),
    ("oncology", Tier.ADMINISTRATIVE, True, "4.00", "4.00", "4.00"),
    ("addiction", Tier.ADMINISTRATIVE, False, "5.00", "4.00", "5.00"),
    ("never heard of", Tier.ADMINISTRATIVE, False, "4.00", "4.00", "4.00"),
    ("general_practice", Tier.ANNOTATED, False, "2.00", "5.00", "5.00"),
    ("psychiatry", Tier.ANNOTATED, False, "4.00", "5.00", "5.00"),
]


@pytest.mark.parametrize(("specialty", "tier", "has_profile", "simple", "sensitive", "taken"), LISTS)
def test_the_specialty_and_the_tier_decide(
    specialty: str, tier: Tier, has_profile: bool, simple: str, sensitive: str, taken: str
) -> None:
    found = stolen(Exposure(tier, insight_of(specialty), has_profile=has_profile))
    assert (found.simple.score, found.sensitive.score) == (Decimal(simple), Decimal(sensitive))
    assert found.taken.score == Decimal(taken)


def test_a_controller_may_judge_that_a_list_tells_nothing() -> None:
    reason = Words.written("tout le village y vient")
    found = stolen(Exposure(Tier.ADMINISTRATIVE, Insight.NONE, reason))
    assert (found.taken.score, found.taken.band) == (Decimal(2), Band.MEDIUM)
    assert reason in [step.explanation for step in found.taken.trace]


def test_children_whose_safety_is_at_stake_weigh_most() -> None:
    found = stolen(Exposure(Tier.ADMINISTRATIVE, insight_of("paediatrics", is_safety_critical=True)))
    assert found.taken is found.simple
    assert found.taken.score == 5


def test_the_same_leak_moves_a_band_by_specialty_alone() -> None:
    bands = [stolen(Exposure(Tier.ADMINISTRATIVE, insight)).simple.band for insight in Insight]
    assert bands == [Band.MEDIUM, Band.MEDIUM, Band.VERY_HIGH, Band.VERY_HIGH]


def test_free_text_never_weighs_less_than_the_list() -> None:
    for insight in Insight:
        listed, annotated = (stolen(Exposure(tier, insight)) for tier in Tier)
        assert annotated.taken.score >= listed.taken.score


def test_every_specialty_of_a_practice_is_judged_but_the_unknown_one() -> None:
    assert set(INSIGHTS) == set(Specialty.values) - {Specialty.OTHER}
    assert insight_of(Specialty.OTHER) is Insight.HEALTH


def test_tiers_are_those_of_rosters() -> None:
    assert [tier.value for tier in Tier] == [tier.value for tier in RosterTier]
