import pytest

from notifier.notices.choices import State
from notifier.notices.rules.states import (
    BY_LETTER,
    EVENTS,
    INFORMED,
    MOVING,
    ON_PAPER,
    TO_TREAT,
    TRANSITIONS,
    UNSETTLED,
    WITHDRAWN,
    ForbiddenChange,
    event_for,
)


def test_every_state_says_what_may_follow() -> None:
    assert set(TRANSITIONS) == set(State)


def test_every_change_has_its_event_and_no_event_is_without_a_change() -> None:
    assert set(EVENTS) == {(old, new) for old, following in TRANSITIONS.items() for new in following}


def test_every_state_is_counted_once() -> None:
    sums = [INFORMED, MOVING, ON_PAPER, TO_TREAT, WITHDRAWN, frozenset({State.IN_DOUBT})]
    assert sorted(state for group in sums for state in group) == sorted(State)


def test_a_made_letter_is_not_an_informed_patient() -> None:
    assert State.READY_TO_PRINT not in INFORMED
    assert State.IN_RUN not in INFORMED


def test_a_posted_letter_informs_until_it_comes_back() -> None:
    assert State.POSTED in INFORMED
    assert TRANSITIONS[State.POSTED] == {State.RETURNED}
    assert State.RETURNED not in INFORMED


def test_what_may_still_reach_someone_is_not_settled() -> None:
    """Every state from which something may leave by itself or lies ready to, and every doubt."""
    assert {*MOVING, State.READY_TO_PRINT, State.IN_DOUBT} == UNSETTLED


@pytest.mark.parametrize("state", State)
def test_only_what_has_not_begun_or_came_back_can_be_withdrawn(state: State) -> None:
    possible = {State.HELD, State.QUEUED, State.RETURNED, State.TO_TELL}
    assert (State.WITHDRAWN in TRANSITIONS[state]) is (state in possible)


def test_what_was_sent_moves_on_only_because_it_came_back() -> None:
    ways = {event_for(State.SENT, new, by_letter=letter) for new in TRANSITIONS[State.SENT] for letter in (True, False)}
    assert ways == {"notice.bounced", "notice.bounced_again", "notice.bounced_by_letter", "notice.held"}


@pytest.mark.parametrize(("old", "new"), [(State.SENT, State.CLAIMED), (State.QUEUED, State.SENDING)])
def test_a_forbidden_change_is_refused(old: State, new: State) -> None:
    with pytest.raises(ForbiddenChange):
        event_for(old, new)


def test_a_letter_in_place_of_a_message_is_told_as_such() -> None:
    assert event_for(State.IN_DOUBT, State.QUEUED) == "doubt.resolved_again"
    assert event_for(State.IN_DOUBT, State.QUEUED, by_letter=True) == "doubt.resolved_by_letter"
    assert set(BY_LETTER) <= set(EVENTS)
    assert not set(BY_LETTER.values()) & set(EVENTS.values())


def test_where_no_letter_goes_the_event_is_the_usual_one() -> None:
    assert event_for(State.IN_DOUBT, State.HELD, by_letter=True) == "notice.held"
    with pytest.raises(ForbiddenChange):
        event_for(State.TOLD, State.QUEUED, by_letter=True)
