from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.cases.comparison import comparable_cases
from notifier.law.cases.shapes import Feature, WorkedCase
from notifier.law.cases.table import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_case_is_likest_to_itself(case: WorkedCase) -> None:
    first = comparable_cases(case.features)[0]
    assert (first.case, first.likeness) == (case, Fraction(1))
    assert not first.only_there | first.only_here


def test_a_stolen_patient_base_resembles_cases_in_which_all_were_told() -> None:
    features = frozenset({Feature.WEB_ATTACK, Feature.EXFILTRATED, Feature.HEALTH, Feature.MANY_PEOPLE})
    found = comparable_cases(features)
    assert found[0].case.number == 5
    assert found[0].case.people
    assert found[0].only_here == {Feature.HEALTH}
    assert 3 in [one.case.number for one in found]


def test_changed_facts_change_what_it_is_compared_with() -> None:
    stolen = frozenset({Feature.DEVICE_STOLEN, Feature.MANY_PEOPLE})
    encrypted = stolen | {Feature.UNINTELLIGIBLE, Feature.BACKUP}
    assert [comparable_cases(features)[0].case.number for features in (stolen, encrypted)] == [11, 10]


def test_nothing_known_resembles_nothing() -> None:
    assert comparable_cases(frozenset()) == []


def test_between_equals_the_surer_comes_first() -> None:
    found = comparable_cases(frozenset({Feature.MISDIRECTED, Feature.PAPER}))
    assert [one.case.number for one in found][:2] == [13, 16]


@given(st.frozensets(st.sampled_from(Feature), min_size=1))
def test_what_is_shown_is_alike_and_in_order(features: frozenset[Feature]) -> None:
    found = comparable_cases(features)
    likeness = [one.likeness for one in found]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 < one <= 1 for one in likeness)
    assert {one.case.number for one in found} == {case.number for case in CASES if case.features & features}
    assert all(one.shared | one.only_here == features for one in found)
