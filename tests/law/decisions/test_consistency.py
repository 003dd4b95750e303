from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.deadlines.authority import RULES, AuthorityRule
from notifier.law.decisions.consistency import (
    Duties,
    advice_problems,
    adviser_problems,
    decider_problems,
    departs_from_advice,
    duties,
    enforcement_problems,
    order_problems,
    problems,
)
from notifier.law.decisions.grounds import Balancing, Disproportionate, Unintelligible
from notifier.law.decisions.shapes import Advice, Decisions, EnforcementDelay, Order, OrderKind, Telling
from notifier.law.refusals import codes
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Breach, assess
from notifier.law.severity.context import Category, DataItem
from notifier.law.severity.ease import MAXIMUM, Identification, Identifier
from notifier.law.severity.patients import Tier

BREACH = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)
RULE = RULES[-1]
REFORM = AuthorityRule(date(2027, 1, 1), 96, "reform", Risk.HIGH)
ENCRYPTED = Unintelligible("AES-256", covers_all_data=True, is_key_safe=True, has_document=True)
HIGH = Decisions(risk=Risk.HIGH, risk_reason="données de santé", notifies_authority=True, telling=Telling.DIRECT)
UNLIKELY = Decisions(
    risk=Risk.UNLIKELY, risk_reason="chiffré", notifies_authority=False, authority_reason="aucun risque",
    telling=Telling.NOT_OWED, telling_reason="aucun risque",
)  # fmt: skip


def refused(decisions: Decisions, rule: AuthorityRule = RULE) -> tuple[str, ...]:
    return codes(problems(decisions, rule=rule, breach_at=BREACH))


@pytest.mark.parametrize(
    ("risk", "rule", "owed"),
    [
        (Risk.UNLIKELY, RULE, Duties(authority=False, people=False)),
        (Risk.RISK, RULE, Duties(authority=True, people=False)),
        (Risk.HIGH, RULE, Duties(authority=True, people=True)),
        (Risk.RISK, REFORM, Duties(authority=False, people=False)),
        (Risk.HIGH, REFORM, Duties(authority=True, people=True)),
    ],
)
def test_a_risk_says_what_is_owed_and_the_register_always(risk: Risk, rule: AuthorityRule, owed: Duties) -> None:
    assert duties(risk, rule) == owed
    assert owed.register


def test_decisions_that_agree_stand() -> None:
    assert refused(HIGH) == refused(UNLIKELY) == refused(Decisions()) == ()


def test_telling_more_than_is_owed_is_no_fault() -> None:
    assert refused(replace(UNLIKELY, notifies_authority=True, telling=Telling.DIRECT)) == ()


@pytest.mark.parametrize(
    ("decisions", "codes_"),
    [
        (replace(HIGH, notifies_authority=False, authority_reason="-"), ("risk_unnotified",)),
        (replace(HIGH, telling=Telling.NOT_OWED, telling_reason="-"), ("high_risk_untold",)),
        (replace(HIGH, risk_reason=" "), ("risk_unreasoned",)),
        (replace(UNLIKELY, authority_reason="", telling_reason=""), ("authority_unreasoned", "telling_unreasoned")),
        (replace(HIGH, telling=Telling.EXCEPTION, telling_reason="-"), ("exception_without_ground",)),
        (replace(HIGH, telling=Telling.EXCEPTION, telling_reason="-", evidence=ENCRYPTED), ()),
        (replace(HIGH, telling=Telling.EXCEPTION, telling_reason="-",
                 evidence=replace(ENCRYPTED, is_key_safe=False)), ("unintelligible_key_exposed",)),
        (replace(UNLIKELY, telling=Telling.EXCEPTION, evidence=ENCRYPTED), ("exception_without_duty",)),
    ],
)  # fmt: skip
def test_decisions_that_do_not_agree_are_refused(decisions: Decisions, codes_: tuple[str, ...]) -> None:
    assert refused(decisions) == codes_


def test_under_a_reform_a_plain_risk_need_not_be_notified() -> None:
    plain = replace(UNLIKELY, risk=Risk.RISK)
    assert refused(plain) == ("risk_unnotified",)
    assert refused(plain, REFORM) == ()


@pytest.mark.parametrize(
    ("advice", "departs"),
    [
        (None, False),
        (Advice(), False),
        (Advice(Risk.HIGH, True, Telling.DIRECT), False),
        (Advice(risk=Risk.RISK), True),
        (Advice(notifies_authority=False), True),
        (Advice(telling=Telling.EXCEPTION), True),
    ],
)
def test_departing_from_the_advice_gives_its_reason(advice: Advice | None, departs: bool) -> None:
    advised = replace(HIGH, advice=advice)
    assert departs_from_advice(advised) is departs
    assert refused(advised) == (("advice_departure_unreasoned",) if departs else ())
    assert refused(replace(advised, advice_departure_reason="autre lecture des faits")) == ()


def test_departing_from_the_score_gives_its_reason() -> None:
    low = assess(Breach((DataItem("list", Category.SIMPLE),), (Identification(Identifier.NAME, MAXIMUM),), frozenset()))
    scored = replace(HIGH, assessments=(low,))
    assert refused(scored) == ("departure_unreasoned",)
    assert refused(replace(scored, score_departure_reason="secte connue au village")) == ()


def order(kind: OrderKind, *, day: int = 1, documented: bool = True) -> Order:
    return Order(kind, BREACH + timedelta(days=day), documented)


def test_an_order_to_tell_people_is_followed() -> None:
    excepted = replace(HIGH, telling=Telling.EXCEPTION, telling_reason="-", evidence=ENCRYPTED)
    assert refused(replace(excepted, orders=(order(OrderKind.COMMUNICATE),))) == ("order_unfollowed",)
    assert refused(replace(HIGH, orders=(order(OrderKind.COMMUNICATE),))) == ()


def test_the_latest_order_counts_and_each_has_its_document() -> None:
    excepted = replace(HIGH, telling=Telling.EXCEPTION, telling_reason="-", evidence=ENCRYPTED)
    both = (order(OrderKind.CONDITION_MET, day=9), order(OrderKind.COMMUNICATE, day=2, documented=False))
    assert refused(replace(excepted, orders=both)) == ("order_undocumented",)


def test_the_authority_may_find_a_condition_met_but_a_public_notice_is_still_weighed() -> None:
    met = (order(OrderKind.CONDITION_MET),)
    bare = replace(HIGH, telling=Telling.EXCEPTION, telling_reason="-", orders=met)
    unweighed = Disproportionate(frozenset({Tier.ADMINISTRATIVE}), None, Balancing("", "", "", False))
    assert refused(bare) == ()
    assert refused(replace(bare, evidence=unweighed)) == ("effort_unbalanced",)


@pytest.mark.parametrize(
    ("delay", "codes_"),
    [
        (None, ()),
        (EnforcementDelay("parquet de Paris", BREACH, date(2026, 2, 1), True), ()),
        (EnforcementDelay("parquet de Paris", BREACH, date(2026, 2, 1), False), ("enforcement_undocumented",)),
        (EnforcementDelay("", BREACH, date(2026, 2, 1), True), ("enforcement_undocumented",)),
        (EnforcementDelay("parquet de Paris", BREACH, None, True), ("enforcement_undocumented",)),
    ],
)
def test_a_delay_for_an_investigation_has_its_document(delay: EnforcementDelay | None, codes_: tuple[str, ...]) -> None:
    assert codes(enforcement_problems(delay)) == codes_
    assert refused(replace(HIGH, enforcement_delay=delay)) == codes_


def test_only_the_controller_decides() -> None:
    assert decider_problems(acts_for_controller=True) == ()
    (found,) = decider_problems(acts_for_controller=False)
    assert (found.code, found.article) == ("decision_not_controller", "GDPR 4(7), 24(1)")


DECISIONS = st.builds(
    Decisions,
    risk=st.sampled_from(Risk),
    risk_reason=st.just("-"),
    notifies_authority=st.booleans(),
    authority_reason=st.just("-"),
    telling=st.sampled_from(Telling),
    telling_reason=st.just("-"),
    evidence=st.sampled_from([None, ENCRYPTED]),
)


@given(DECISIONS)
def test_what_stands_never_leaves_a_duty_out(decisions: Decisions) -> None:
    if refused(decisions) or decisions.risk is None:
        return
    owed = duties(decisions.risk, RULE)
    assert decisions.notifies_authority or not owed.authority
    assert decisions.telling is not Telling.NOT_OWED or not owed.people


@given(DECISIONS)
def test_every_refusal_names_its_rule_and_article(decisions: Decisions) -> None:
    found = problems(decisions, rule=RULE, breach_at=BREACH)
    assert all(one.code and one.rule.fr and one.rule.en and one.article for one in found)
    assert len(set(codes(found))) == len(found)


def test_only_the_mandated_dpo_advises_and_says_something() -> None:
    assert codes(adviser_problems(is_mandated=False)) == ("advice_not_dpo",)
    assert adviser_problems(is_mandated=True) == ()
    assert codes(advice_problems(Advice(), why="motif")) == ("advice_empty",)
    assert codes(advice_problems(Advice(risk=Risk.HIGH), why=" ")) == ("advice_empty",)
    assert advice_problems(Advice(telling=Telling.DIRECT), why="motif") == ()


def test_an_order_was_received_and_has_its_document() -> None:
    order = Order(OrderKind.COMMUNICATE, BREACH, has_document=True)
    assert order_problems(order, now=BREACH) == ()
    assert codes(order_problems(replace(order, has_document=False), now=BREACH)) == ("order_undocumented",)
    assert codes(order_problems(order, now=BREACH - timedelta(hours=1))) == ("order_in_future",)
