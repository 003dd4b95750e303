from dataclasses import replace
from datetime import date, datetime

import pytest

from notifier.dossiers.rules.authority.facts import CATEGORIES, TYPES, UNTOLD, CaseFacts, Told
from notifier.dossiers.rules.authority.known import Source, known, why_not_all
from notifier.law.deadlines import PARIS
from notifier.law.decisions.shapes import Telling
from notifier.law.risk import Risk
from notifier.notices.choices import HoldReason
from notifier.rosters.choices import Category
from tests.dossiers.rules.authority.samples import FACTS


def value(facts: CaseFacts, row: int, language: str = "fr") -> object:
    found = known(facts, language).get(row)
    return None if found is None else found.value


def test_the_letterhead_and_the_mandate_say_who() -> None:
    rows = {row: value(FACTS, row) for row in (10, 11, 12, 14, 15, 21, 23, 29, 30, 31, 38, 40, 120)}
    assert rows == {
        10: "a", 11: "123456782", 12: "Cabinet du Dr Morel", 14: "a", 15: "a", 21: "Claire Morel", 23: "b", 29: "a",
        30: "Hugo Petit, Cabinet DPO", 31: "dpo@example.org", 38: "a", 40: "Logiciel Exemple SAS", 120: "b",
    }  # fmt: skip


def test_what_nobody_told_is_left_out() -> None:
    bare = replace(
        FACTS,
        controller=replace(FACTS.controller, siren="", is_self_employed=False, legal=None, officer=None),
        breach=replace(FACTS.breach, vendor="", categories=()),
        vendor_told_on=None,
        message="",
    )
    missing = (10, 11, 14, 15, 21, 22, 23, 29, 30, 31, 38, 39, 40, 50, 52, 55, 70, 71, 106, 120, 125)
    assert [row for row in missing if row in known(bare, "fr")] == []


@pytest.mark.parametrize(("ended", "when"), [(None, "c"), (date(2026, 4, 1), "a"), (date(2026, 4, 9), "b")])
def test_days_make_a_period_told_as_estimated(ended: date | None, when: str) -> None:
    facts = replace(FACTS, breach=replace(FACTS.breach, ended_on=ended))
    assert (value(facts, 44), value(facts, 45)) == (when, True)
    assert value(facts, 46) == datetime(2026, 4, 1, 0, 0, tzinfo=PARIS)
    assert value(facts, 47) == (None if ended is None else datetime(2026, 4, ended.day, 23, 59, tzinfo=PARIS))


def test_people_are_counted_from_the_roster() -> None:
    assert value(FACTS, 65) == ("e", "d", "i")
    assert value(FACTS, 66, "en") == "Patients: 40\nminors, or of age since this year: 3\nprotected adults: 1"
    assert (value(FACTS, 67), value(FACTS, 68), value(FACTS, 73)) == ("a", 40, 40)


def test_without_a_roster_the_number_is_to_be_determined() -> None:
    facts = replace(FACTS, people=None)
    assert (value(facts, 65), value(facts, 67), value(facts, 68), value(facts, 72)) == (("e",), "d", None, "d")


def test_a_follow_up_recalls_the_number_and_nobody_writes_it() -> None:
    found = known(replace(FACTS, is_filed=True, earlier_number="N-7"), "fr")
    assert (found[3].value, found[6].value) == ("b", "N-7")
    assert found[3].is_live
    assert found[6].is_live
    assert known(FACTS, "fr")[3].value == "a"


def test_delivery_says_live_how_many_were_not_informed_and_why() -> None:
    found = known(FACTS, "fr")
    assert (found[97].value, found[98].value, found[102].value) == ("a", date(2026, 7, 8), "b")
    assert {found[row].source for row in (97, 98, 102, 103)} == {Source.DELIVERY}
    assert found[103].value == (
        "Informés\N{NO-BREAK SPACE}: 36\nNon informés\N{NO-BREAK SPACE}: 4\n"
        "- ni courriel ni adresse utilisable\N{NO-BREAK SPACE}: 3\n- personne décédée\N{NO-BREAK SPACE}: 1"
    )


def test_when_all_are_informed_none_is_left() -> None:
    facts = replace(FACTS, told=Told(informed=40, first_on=date(2026, 7, 8)))
    assert value(facts, 102) == "a"
    assert why_not_all(facts.told, "en") == "Informed: 40\nNot informed: 0"


@pytest.mark.parametrize(
    ("telling", "said"),
    [(None, "c"), (Telling.DIRECT, "b1"), (Telling.NOT_OWED, "d"), (Telling.EXCEPTION, "e")],
)
def test_before_anybody_is_told_the_decision_speaks(telling: Telling | None, said: str) -> None:
    facts = replace(FACTS, told=Told(), telling=telling)
    assert value(facts, 97) == said
    assert [value(facts, row) for row in (98, 102, 103, 104)] == [None] * 4


@pytest.mark.parametrize(("risk", "said"), [(None, "d"), (Risk.HIGH, "a"), (Risk.RISK, "b"), (Risk.UNLIKELY, "c")])
def test_the_risk_is_what_the_controller_decided(risk: Risk | None, said: str) -> None:
    found = known(replace(FACTS, risk=risk), "fr")[89]
    assert (found.value, found.is_live) == (said, risk is not None)


def test_every_category_and_every_reason_has_its_words() -> None:
    assert set(CATEGORIES) == set(TYPES) == set(Category)
    assert {reason.value for reason in HoldReason if reason} <= set(UNTOLD)
