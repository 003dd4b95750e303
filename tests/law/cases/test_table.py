import pytest

from notifier.law.cases.shapes import Confidence, WorkedCase
from notifier.law.cases.table import CASES

# Documented, authority, people; health; minors.
OUTCOMES = {
    1: "YNN", 2: "YYN", 3: "YYY", 4: "YYY", 5: "YYY", 6: "YNN", 7: "YYY", 8: "YYN", 9: "YNN", 10: "YNN", 11: "YYY",
    12: "YYY", 13: "YNN", 14: "YYY", 15: "YNN", 16: "YYN", 17: "YYY", 18: "YYY",
}  # fmt: skip


def outcome(case: WorkedCase) -> str:
    return "".join("Y" if so else "N" for so in (case.documented, case.authority, case.people))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_every_case_has_its_outcome(case: WorkedCase) -> None:
    assert outcome(case) == OUTCOMES[case.number]


def test_there_are_eighteen_in_order() -> None:
    assert [case.number for case in CASES] == list(range(1, 19))
    assert CASES[2].code == "03"


def test_a_breach_is_documented_in_every_case() -> None:
    assert all(case.documented for case in CASES)


def test_whoever_tells_people_tells_the_authority() -> None:
    assert all(case.authority for case in CASES if case.people)


def test_it_is_said_how_sure_each_outcome_is() -> None:
    sure = {confidence: [case.number for case in CASES if case.confidence is confidence] for confidence in Confidence}
    assert sure == {
        Confidence.QUOTED: [1, 3, 8, 9, 10, 11, 13, 14],
        Confidence.OPEN: [2, 4, 5, 6, 7, 12, 15, 17, 18],
        Confidence.DISPUTED: [16],
    }
    assert [case.number for case in CASES if case.is_low_confidence] == [16]


def test_health_and_children_are_marked() -> None:
    assert [case.number for case in CASES if case.is_health] == [3, 12, 15]
    assert [case.number for case in CASES if case.has_minors] == [10]


def test_every_case_is_told_in_both_languages_in_a_sentence() -> None:
    for case in CASES:
        assert all(text.endswith(".") for text in (case.facts.fr, case.facts.en))
        assert case.title.fr
        assert case.title.en


def test_no_two_cases_have_the_same_features() -> None:
    assert len({case.features for case in CASES}) == len(CASES)
