import pytest

from notifier.law.decisions.grounds import Ground
from notifier.law.decisions.shapes import Telling
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Band
from notifier.law.template.bridge import GROUND, OUTCOME, SEVERITY, outcome, whether_told
from notifier.law.template.table import CURRENT


def test_every_decision_has_its_letter() -> None:
    assert (set(SEVERITY), set(OUTCOME), set(GROUND)) == (set(Band), set(Risk), set(Ground))
    for row, letters in ((87, SEVERITY.values()), (89, OUTCOME.values()), (100, GROUND.values())):
        assert set(letters) <= {option.code for option in CURRENT.fields[row].options}


def test_an_undecided_risk_is_said_to_be_so() -> None:
    assert [outcome(risk) for risk in (None, *Risk)] == ["d", "c", "b", "a"]


@pytest.mark.parametrize(
    ("telling", "begun", "planned", "letter"),
    [
        (None, False, False, "c"),
        (Telling.DIRECT, False, False, "b1"),
        (Telling.DIRECT, False, True, "b"),
        (Telling.DIRECT, True, False, "a"),
        (Telling.NOT_OWED, False, False, "d"),
        (Telling.EXCEPTION, False, False, "e"),
        (Telling.EXCEPTION, True, False, "a"),
    ],
)
def test_whether_people_were_told(telling: Telling | None, begun: bool, planned: bool, letter: str) -> None:
    assert whether_told(telling, has_begun=begun, has_planned_day=planned) == letter
