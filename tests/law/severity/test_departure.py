import pytest

from notifier.law.refusals import codes
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Assessment, Band, Breach, assess
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.context import Category, DataItem
from notifier.law.severity.departure import PROPOSED, departs, departure_problems, highest_score, proposed_risk
from notifier.law.severity.patients import FULL_IDENTITY


def scored(category: Category, *circumstances: Circumstance) -> Assessment:
    return assess(Breach((DataItem("data", category),), FULL_IDENTITY, frozenset(circumstances)))


LOW = scored(Category.SIMPLE)
MEDIUM = scored(Category.BEHAVIOURAL)
HIGH = scored(Category.FINANCIAL, Circumstance.KNOWN_RECIPIENTS)


def test_every_band_proposes_a_risk() -> None:
    assert set(PROPOSED) == set(Band)


@pytest.mark.parametrize(
    ("scores", "risk"), [((LOW,), Risk.UNLIKELY), ((LOW, MEDIUM), Risk.RISK), ((HIGH, LOW), Risk.HIGH)]
)
def test_the_gravest_tier_proposes(scores: tuple[Assessment, ...], risk: Risk) -> None:
    assert proposed_risk(scores) is risk
    assert highest_score(scores) == max(one.score for one in scores)


@pytest.mark.parametrize("risk", Risk)
def test_a_decision_apart_from_the_score_gives_its_reason(risk: Risk) -> None:
    expected = ("departure_unreasoned",) if risk is not Risk.RISK else ()
    assert codes(departure_problems(risk, (MEDIUM,), " ")) == expected
    assert departure_problems(risk, (MEDIUM,), "les destinataires ont tout effacé") == ()
    assert departs(risk, (MEDIUM,)) is bool(expected)
