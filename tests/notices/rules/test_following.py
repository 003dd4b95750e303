import pytest

from notifier.notices.choices import HoldReason, State
from notifier.notices.rules.following import Consequence, consequence, settle
from notifier.notices.rules.states import event_for

NONE, DECEASED, TEXT = HoldReason.NONE, HoldReason.DECEASED, HoldReason.TEXT_NOT_APPROVED
LEFT = [State.SENDING, State.SENT, State.IN_RUN, State.IN_DOUBT, State.TOLD]
OURS = [State.HELD, State.QUEUED, State.CLAIMED, State.READY_TO_PRINT, State.FAILED, State.TO_TELL]


def test_every_state_is_either_still_ours_or_left_or_taken_back() -> None:
    assert sorted([*LEFT, *OURS, State.WITHDRAWN]) == sorted(State)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("care", [NONE, DECEASED])
@pytest.mark.parametrize("is_wider", [False, True])
@pytest.mark.parametrize("has_text", [False, True])
def test_every_move_is_one_a_notice_can_make(state: State, care: HoldReason, is_wider: bool, has_text: bool) -> None:
    becomes = consequence(state, care=care, is_wider=is_wider, has_text=has_text)
    if becomes.state is not None:
        assert event_for(state, becomes.state)
    assert (becomes.state is State.HELD) is (becomes.hold is not NONE)


@pytest.mark.parametrize("state", OURS)
def test_what_has_not_left_is_held(state: State) -> None:
    assert consequence(state, care=DECEASED, is_wider=True, has_text=True) == Consequence(State.HELD, hold=DECEASED)


@pytest.mark.parametrize("state", LEFT)
def test_of_what_left_it_is_said_that_it_was_too_late(state: State) -> None:
    becomes = consequence(state, care=DECEASED, is_wider=True, has_text=True)
    assert becomes == Consequence(late=DECEASED, owes_more=True)


@pytest.mark.parametrize(("state", "follows"), [
    (State.HELD, Consequence()),
    (State.FAILED, Consequence()),
    (State.TO_TELL, Consequence()),
    (State.QUEUED, Consequence(State.HELD, hold=TEXT)),
    (State.CLAIMED, Consequence(State.HELD, hold=TEXT)),
    (State.READY_TO_PRINT, Consequence(State.HELD, hold=TEXT)),
    (State.WITHDRAWN, Consequence()),
])  # fmt: skip
def test_what_would_go_out_without_an_approved_text_waits_for_one(state: State, follows: Consequence) -> None:
    assert consequence(state, care=NONE, is_wider=True, has_text=False) == follows


@pytest.mark.parametrize(("state", "follows"), [
    (State.QUEUED, Consequence()),
    (State.CLAIMED, Consequence(State.QUEUED)),
    (State.READY_TO_PRINT, Consequence(State.QUEUED)),
])  # fmt: skip
def test_what_was_prepared_with_too_little_is_prepared_anew(state: State, follows: Consequence) -> None:
    assert consequence(state, care=NONE, is_wider=True, has_text=True) == follows


@pytest.mark.parametrize(("ends", "late", "owes_more", "state"), [
    (State.SENT, DECEASED, True, State.SENT),
    (State.IN_DOUBT, DECEASED, True, State.IN_DOUBT),
    (State.QUEUED, DECEASED, False, State.HELD),
    (State.FAILED, DECEASED, False, State.HELD),
    (State.READY_TO_PRINT, DECEASED, True, State.HELD),
    (State.READY_TO_PRINT, NONE, True, State.QUEUED),
    (State.READY_TO_PRINT, NONE, False, State.READY_TO_PRINT),
    (State.QUEUED, NONE, True, State.QUEUED),
])  # fmt: skip
def test_where_a_notice_ends_that_a_list_overtook(ends: State, late: HoldReason, owes_more: bool, state: State) -> None:
    assert settle(ends, late=late, owes_more=owes_more) == state
