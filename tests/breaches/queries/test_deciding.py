"""What was decided, as values for the rules and cheaply as codes."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.actions.advising import give_advice
from notifier.breaches.actions.deciding import Choice, delay_telling, publish_notice
from notifier.breaches.choices import Topic
from notifier.breaches.queries.deciding import (
    decisions_of,
    excepted_tiers,
    is_delayed,
    is_direct_owed,
    risk_of,
    telling_of,
)
from notifier.breaches.rules.said import Said
from notifier.law.decisions.grounds import Balancing, Disproportionate, PublicChannel, PublicNotice
from notifier.law.decisions.shapes import Advice, Decisions, EnforcementDelay, Telling
from notifier.law.risk import Risk
from notifier.law.severity.patients import Tier
from tests.cast import Cast, make_cast
from tests.deciding import HIGH, choice, decide

pytestmark = pytest.mark.django_db
BALANCING = Balancing("effort", "effets", "adresses mortes", collected_from_person=False)
WIDE = Disproportionate(frozenset({Tier.ADMINISTRATIVE}), None, BALANCING)
EXCEPTION = Choice(Topic.TELLING, Telling.EXCEPTION, Said(reason="raison", evidence=WIDE))


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def test_where_nothing_is_decided_notices_are_prepared(cast: Cast) -> None:
    assert decisions_of(cast.case) == Decisions()
    assert (risk_of(cast.case), telling_of(cast.case), is_direct_owed(cast.case)) == (None, None, True)
    assert excepted_tiers(cast.case) == frozenset()


def test_what_was_decided_comes_back_with_its_reasons(cast: Cast, now: datetime, by: Actor) -> None:
    decide(cast.case, *HIGH[:2], EXCEPTION, at=now, by=by)
    found = decisions_of(cast.case)
    assert (found.risk, found.risk_reason, found.notifies_authority) == (Risk.HIGH, "Raison Canari", True)
    assert (found.telling, found.evidence) == (Telling.EXCEPTION, WIDE)
    notice = PublicNotice(frozenset({PublicChannel.OWN_WEBSITE}), now, "lu", names_the_data=True, has_document=True)
    publish_notice(case=cast.case, notice=notice, data=b"x", decider=cast.owner, by=by, at=now)
    evidence = decisions_of(cast.case).evidence
    assert isinstance(evidence, Disproportionate)
    assert evidence.public_notice == notice


def test_an_exception_for_one_tier_leaves_the_other_to_be_told(cast: Cast, now: datetime, by: Actor) -> None:
    decide(cast.case, *HIGH[:2], EXCEPTION, at=now, by=by)
    assert is_direct_owed(cast.case)
    assert excepted_tiers(cast.case) == {Tier.ADMINISTRATIVE}


def test_codes_cost_one_query_and_no_key(
    cast: Cast, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decide(cast.case, choice(Topic.RISK, Risk.RISK), choice(Topic.TELLING, Telling.NOT_OWED), at=now, by=by)
    with django_assert_num_queries(1):
        assert risk_of(cast.case) is Risk.RISK
    with django_assert_num_queries(1):
        assert not is_direct_owed(cast.case)


def test_an_advice_after_the_decision_wants_an_answer(cast: Cast, now: datetime, by: Actor) -> None:
    decide(cast.case, at=now, by=by)
    advice = Advice(risk=Risk.RISK, notifies_authority=True)
    give_advice(case=cast.case, advice=advice, why="avis", adviser=cast.dpo, by=by, at=now)
    found = decisions_of(cast.case)
    assert (found.advice, found.advice_departure_reason) == (advice, "")
    decide(cast.case, choice(Topic.RISK, Risk.HIGH, advice_departure="prudence"), at=now, by=by)
    assert decisions_of(cast.case).advice_departure_reason == "prudence"


def test_a_delay_holds_until_its_day_of_review(cast: Cast, now: datetime, by: Actor) -> None:
    delay = EnforcementDelay("Parquet", now, date(2026, 4, 1), has_document=True)
    delay_telling(case=cast.case, delay=delay, reason="enquête", data=b"x", decider=cast.owner, by=by, at=now)
    assert decisions_of(cast.case).enforcement_delay == delay
    assert is_delayed(cast.case, date(2026, 3, 31))
    assert not is_delayed(cast.case, date(2026, 4, 1))


def test_once_the_seals_are_emptied_the_codes_remain(cast: Cast, now: datetime, by: Actor) -> None:
    decide(cast.case, at=now, by=by)
    give_advice(
        case=cast.case, advice=Advice(risk=Risk.HIGH), why="x", adviser=cast.dpo, by=by, at=now + timedelta(days=1)
    )
    for rows in (cast.case.decisions, cast.case.advice):
        rows.update(sealed=None)
    found = decisions_of(cast.case)
    assert (found.risk, found.risk_reason, found.telling) == (Risk.HIGH, "", Telling.DIRECT)
