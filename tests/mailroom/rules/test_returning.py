import pytest

from notifier.mailroom.choices import ReturnReason, Step
from notifier.mailroom.rules.returning import CARRIER_CODES, STEPS, is_return, next_state, reason_of
from notifier.notices.choices import State
from notifier.notices.rules.states import TRANSITIONS

# The table of what follows, written out once more: reason, an e-mail may go, retried before, who notes it decides.
TABLE = [
    (ReturnReason.ACCESS, True, False, True, State.QUEUED),
    (ReturnReason.ACCESS, False, False, True, State.TO_TELL),
    (ReturnReason.WRONG_ADDRESS, True, False, False, State.QUEUED),
    (ReturnReason.WRONG_ADDRESS, False, True, False, State.TO_TELL),
    (ReturnReason.UNCLAIMED, False, False, True, State.TO_TELL),
    (ReturnReason.NOT_IDENTIFIED, True, False, True, State.RETURNED),
    (ReturnReason.NOT_IDENTIFIED, True, True, True, State.QUEUED),
    (ReturnReason.NOT_IDENTIFIED, False, True, True, State.TO_TELL),
    (ReturnReason.REFUSED, True, False, True, State.RETURNED),
    (ReturnReason.DECEASED, True, False, True, State.WITHDRAWN),
    (ReturnReason.DECEASED, True, False, False, State.HELD),
    (ReturnReason.OTHER, True, True, True, State.RETURNED),
]


@pytest.mark.parametrize(("reason", "may_email", "was_retried", "decides", "state"), TABLE)
def test_what_follows(reason: ReturnReason, *, may_email: bool, was_retried: bool, decides: bool, state: State) -> None:
    assert next_state(reason, may_email=may_email, was_retried=was_retried, decides=decides) is state


def test_every_reason_has_its_step_and_every_step_its_reason() -> None:
    assert set(STEPS) == set(ReturnReason)
    assert set(STEPS.values()) == set(Step)
    assert {reason for reason, *_ in TABLE} == set(ReturnReason)


@pytest.mark.parametrize("reason", ReturnReason)
@pytest.mark.parametrize("yes", [True, False])
def test_a_returned_letter_can_go_where_the_rule_sends_it(reason: ReturnReason, *, yes: bool) -> None:
    state = next_state(reason, may_email=yes, was_retried=yes, decides=yes)
    assert state is State.RETURNED or state in TRANSITIONS[State.RETURNED]


@pytest.mark.parametrize(("code", "reason"), CARRIER_CODES.items())
def test_a_carriers_code_is_read(code: str, reason: ReturnReason) -> None:
    assert reason_of(f" {code.lower()} ") is reason


@pytest.mark.parametrize("code", ["", "Z99", "D01", "N01", "delivered"])
def test_an_unknown_code_is_for_a_person_and_never_delivered(code: str) -> None:
    assert STEPS[reason_of(code)] is Step.DECIDE


@pytest.mark.parametrize(
    ("code", "is_undelivered", "expected"),
    [("N10", False, True), ("n04", False, True), ("D01", True, False), ("N01", True, False), ("", False, False),
     ("", True, True), ("Z99", False, False), ("Z99", True, True)],
)  # fmt: skip
def test_a_word_on_the_way_is_no_return(code: str, is_undelivered: bool, expected: bool) -> None:
    assert is_return(code, is_undelivered=is_undelivered) is expected
