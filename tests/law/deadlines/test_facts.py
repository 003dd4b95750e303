from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from notifier.law.deadlines import authority
from notifier.law.deadlines.authority import AuthorityRule
from notifier.law.deadlines.clock import Duty
from notifier.law.deadlines.facts import CaseFacts, Handover, Request, clocks
from notifier.law.deadlines.periods import PARIS
from notifier.law.risk import Risk

AWARE = datetime(2026, 1, 5, 9, 0, tzinfo=PARIS)
DAY = timedelta(days=1)
BARE = CaseFacts(aware_at=AWARE)


def duties(facts: CaseFacts) -> list[Duty]:
    return [clock.duty for clock in clocks(facts)]


def test_before_any_decision_both_duties_run() -> None:
    assert duties(BARE) == [Duty.AUTHORITY, Duty.PEOPLE]


@pytest.mark.parametrize(
    ("risk", "owed"),
    [(Risk.UNLIKELY, []), (Risk.RISK, [Duty.AUTHORITY]), (Risk.HIGH, [Duty.AUTHORITY, Duty.PEOPLE])],
)
def test_the_decision_on_risk_says_which_clocks_run(risk: Risk, owed: list[Duty]) -> None:
    assert duties(replace(BARE, risk=risk)) == owed


def test_a_decided_exception_ends_the_duty_to_tell_directly() -> None:
    assert duties(replace(BARE, risk=Risk.HIGH, is_direct_owed=False)) == [Duty.AUTHORITY]


def test_what_was_done_stays_visible_though_not_owed() -> None:
    facts = replace(BARE, risk=Risk.UNLIKELY, filed_at=AWARE + DAY, told_at=AWARE + DAY)
    assert duties(facts) == [Duty.AUTHORITY, Duty.PEOPLE]


def test_a_reform_of_the_threshold_takes_the_clock_away(monkeypatch: pytest.MonkeyPatch) -> None:
    reform = AuthorityRule(date(2026, 1, 1), 96, "reform", Risk.HIGH)
    monkeypatch.setattr(authority, "RULES", (*authority.RULES, reform))
    assert duties(replace(BARE, risk=Risk.RISK)) == []


def test_an_incomplete_filing_starts_the_complement() -> None:
    facts = replace(BARE, filed_at=AWARE + DAY, is_filing_complete=False)
    assert duties(facts) == [Duty.AUTHORITY, Duty.COMPLEMENT, Duty.PEOPLE]


def test_every_kind_of_clock_has_its_place_and_its_own_id() -> None:
    facts = replace(
        BARE, vendor_knew_at=AWARE - 60 * DAY, vendor_told_at=AWARE, filed_at=AWARE + DAY, is_filing_complete=False,
        draft_begun_at=AWARE + DAY, closed_at=AWARE + 90 * DAY,
        requests=(Request("a", AWARE + 10 * DAY), Request("b", AWARE + 11 * DAY)),
        handovers=(Handover("printer", AWARE + 20 * DAY, 30),),
    )  # fmt: skip
    found = clocks(facts)
    assert {clock.duty for clock in found} == set(Duty)
    assert len({clock.id for clock in found}) == len(found)
