"""Severity as the page shows it: per tier, by specialty, by what the controller chose."""

from datetime import datetime
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions.severity import choose_severity
from notifier.breaches.models import Case
from notifier.breaches.queries.severity import severity_of
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Flag
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.leaked import ASSUMED
from notifier.law.severity.patients import Insight, Tier
from notifier.practices.choices import Specialty
from notifier.rosters.actions import import_roster
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db
ANNOTATED = "Canari;Nora;01/02/1983;;;;nora@example.org;Mme;annotée;\n".encode()


@pytest.fixture
def practice(now: datetime, by: Actor) -> tuple[Case, User]:
    return open_practice(at=now, by=by)


def take_in(practice: tuple[Case, User], data: bytes, now: datetime, by: Actor) -> None:
    case, owner = practice
    import_roster(case=case, data=data, confirmed=frozenset(), user=owner, by=by, at=now)


def test_without_a_list_nothing_is_scored(practice: tuple[Case, User]) -> None:
    found = severity_of(practice[0])
    assert (found.tiers, found.proposed, found.circumstances) == ((), None, ASSUMED)


def test_a_general_practice_is_not_psychiatry(practice: tuple[Case, User], now: datetime, by: Actor) -> None:
    case = practice[0]
    take_in(practice, roster(emails=2), now, by)
    general = severity_of(case)
    case.controller.physicians.update(specialty=Specialty.PSYCHIATRY)
    psychiatry = severity_of(case)
    assert (general.tiers[0].insight, psychiatry.tiers[0].insight) == (Insight.GENERAL, Insight.HEALTH)
    assert [found.assessments[0].score for found in (general, psychiatry)] == [Decimal("3.00"), Decimal("4.00")]
    assert general.proposed is psychiatry.proposed is Risk.HIGH


def test_each_tier_that_is_there_has_both_readings(practice: tuple[Case, User], now: datetime, by: Actor) -> None:
    take_in(practice, roster(emails=2) + ANNOTATED, now, by)
    found = severity_of(practice[0])
    assert [(tier.tier, tier.people) for tier in found.tiers] == [(Tier.ADMINISTRATIVE, 2), (Tier.ANNOTATED, 1)]
    annotated = found.tiers[1].assessment
    assert annotated.taken is annotated.sensitive
    assert annotated.sensitive.score == 5
    assert found.people == 3


def test_many_are_flagged_over_all_tiers(practice: tuple[Case, User], now: datetime, by: Actor) -> None:
    take_in(practice, roster(emails=100) + ANNOTATED, now, by)
    assert all(one.flags == (Flag.MORE_THAN_100,) for one in severity_of(practice[0]).assessments)


def test_what_the_controller_chose_counts_with_its_reason(
    practice: tuple[Case, User], now: datetime, by: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case, owner = practice
    take_in(practice, roster(emails=1), now, by)
    choose_severity(
        case=case,
        insight=Insight.HEALTH,
        circumstances={Circumstance.LOST_OR_DISCARDED},
        is_unintelligible=True,
        reason="Consultation de la douleur",
        chooser=owner,
        by=by,
        at=now,
    )
    with django_assert_max_num_queries(5):
        found = severity_of(case)
    assert found.reason == "Consultation de la douleur"
    simple = found.tiers[0].assessment.simple
    assert simple.score == 3
    assert simple.flags == (Flag.UNINTELLIGIBLE,)
    assert [step.explanation.fr for step in simple.trace if step.explanation] == ["Consultation de la douleur"]


def test_the_likest_cases_stand_beside(practice: tuple[Case, User], now: datetime, by: Actor) -> None:
    take_in(practice, roster(emails=1), now, by)
    found = severity_of(practice[0]).comparisons
    assert len(found) == 5
    assert found == sorted(found, key=lambda one: -one.likeness)
