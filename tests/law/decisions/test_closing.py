from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from notifier.law.deadlines.periods import PARIS
from notifier.law.decisions.closing import Done, closing_problems, late_filing_problems
from notifier.law.decisions.grounds import Balancing, Disproportionate
from notifier.law.decisions.shapes import Decisions, Telling
from notifier.law.refusals import codes
from notifier.law.risk import Risk
from notifier.law.severity.patients import Tier

AWARE = datetime(2026, 3, 4, 10, 5, tzinfo=PARIS)
DAY = timedelta(days=1)
DECIDED = Decisions(risk=Risk.HIGH, risk_reason="-", notifies_authority=True, telling=Telling.DIRECT)
DONE = Done(aware_at=AWARE, filed_at=AWARE + DAY, told_at=AWARE + 5 * DAY)


def open_still(decisions: Decisions, done: Done) -> tuple[str, ...]:
    return codes(closing_problems(decisions, done, breach_at=AWARE - DAY))


def test_a_case_closes_when_all_is_decided_and_done() -> None:
    assert open_still(DECIDED, DONE) == ()


def test_an_undecided_case_stays_open() -> None:
    assert open_still(Decisions(), Done(AWARE)) == ("risk_undecided", "authority_undecided", "telling_undecided")


@pytest.mark.parametrize(
    ("done", "codes_"),
    [
        (replace(DONE, filed_at=None), ("not_filed",)),
        (replace(DONE, is_filing_complete=False), ("filing_incomplete",)),
        (replace(DONE, filed_at=AWARE + 4 * DAY), ("late_unreasoned",)),
        (replace(DONE, filed_at=AWARE + 4 * DAY, late_reasons="éditeur injoignable"), ()),
        (replace(DONE, told_at=None, pending=12), ("people_untold", "people_pending")),
    ],
)
def test_what_was_not_done_keeps_it_open(done: Done, codes_: tuple[str, ...]) -> None:
    assert open_still(DECIDED, done) == codes_


def test_an_unlikely_risk_closes_without_a_filing() -> None:
    unlikely = Decisions(
        risk=Risk.UNLIKELY, risk_reason="-", notifies_authority=False, authority_reason="-",
        telling=Telling.NOT_OWED, telling_reason="-",
    )  # fmt: skip
    assert open_still(unlikely, Done(AWARE)) == ()


def test_an_exception_for_disproportion_stays_open_until_its_public_notice() -> None:
    evidence = Disproportionate(frozenset({Tier.ADMINISTRATIVE}), 900, Balancing("-", "-", "-", False))
    excepted = replace(DECIDED, telling=Telling.EXCEPTION, telling_reason="-", evidence=evidence)
    assert open_still(excepted, DONE) == ("public_notice_absent",)
    # Those who are told directly still count.
    assert open_still(excepted, replace(DONE, pending=3)) == ("people_pending", "public_notice_absent")


def test_a_refusal_is_told_once() -> None:
    bare = replace(DECIDED, telling=Telling.EXCEPTION, telling_reason="-",
                   evidence=Disproportionate(frozenset(), None, Balancing("-", "-", "-", False)))  # fmt: skip
    assert open_still(bare, DONE) == ("effort_nobody_named", "public_notice_absent")


@pytest.mark.parametrize(
    ("filed", "reasons", "codes_"),
    [
        (datetime(2026, 3, 7, 11, 0, tzinfo=PARIS), "", ()),
        (datetime(2026, 3, 7, 11, 1, tzinfo=PARIS), "", ("late_unreasoned",)),
        (datetime(2026, 3, 7, 11, 1, tzinfo=PARIS), "  ", ("late_unreasoned",)),
        (datetime(2026, 3, 7, 11, 1, tzinfo=PARIS), "éditeur injoignable", ()),
    ],
)
def test_a_late_filing_gives_its_reasons(filed: datetime, reasons: str, codes_: tuple[str, ...]) -> None:
    assert codes(late_filing_problems(AWARE, filed, reasons)) == codes_
