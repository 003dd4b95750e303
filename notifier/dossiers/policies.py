"""When a case may be closed, opened again, erased, put off; when a patient may be corrected or erased.

Each refusal holds stable words; dossiers.queries.refusals says them in sentences.
"""

from collections.abc import Mapping
from datetime import date

from notifier.notices.choices import State
from notifier.notices.rules.states import MOVING


class ActRefused(ValueError):
    """The act cannot be done now; `problems` are stable words."""

    def __init__(self, *problems: str) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


_IN_HAND = frozenset({State.CLAIMED, State.SENDING})
_ON_PAPER = frozenset({State.READY_TO_PRINT, State.IN_RUN})


def unsettled_problems(states: Mapping[State, int], *, consigned: int = 0) -> tuple[str, ...]:
    """What of a case may still reach someone: notices_moving, letters_to_print, notices_in_doubt, letters_on_their_way
    for those that a provider is to print and has not taken.
    """
    return (
        *(["notices_moving"] if any(states.get(state, 0) for state in MOVING) else []),
        *(["letters_to_print"] if states.get(State.READY_TO_PRINT, 0) else []),
        *(["notices_in_doubt"] if states.get(State.IN_DOUBT, 0) else []),
        *(["letters_on_their_way"] if consigned else []),
    )


def request_problems(requests: int) -> tuple[str, ...]:
    """Whoever asked is answered first: the erasure would take the words and the way to reply (GDPR Article 12(3))."""
    return ("requests_open",) if requests else ()


def closing_problems(states: Mapping[State, int], requests: int = 0, *, consigned: int = 0) -> tuple[str, ...]:
    """What of a case is promised and not done: unsettled_problems, request_problems and to_tell_in_person."""
    to_tell = ["to_tell_in_person"] if states.get(State.TO_TELL, 0) else []
    return (*unsettled_problems(states, consigned=consigned), *request_problems(requests), *to_tell)


def check_closing(*, is_open: bool, states: Mapping[State, int], requests: int = 0, consigned: int = 0) -> None:
    """Raise ActRefused unless the case is open, nothing of it can still reach anyone, every request is answered and
    nobody waits to be told.
    """
    problems = closing_problems(states, requests, consigned=consigned) if is_open else ("already_closed",)
    if problems:
        raise ActRefused(*problems)


def check_reopening(*, is_open: bool, is_erased: bool) -> None:
    """A closed case may be opened again until its erasure begins."""
    if is_erased:
        raise ActRefused("case_erased")
    if is_open:
        raise ActRefused("not_closed")


def check_erasing(states: Mapping[State, int], *, requests: int = 0, consigned: int = 0) -> None:
    """Raise ActRefused while anything moves, for a message that is under way would lose its proof, and while a patient
    waits for an answer.
    """
    if problems := (*unsettled_problems(states, consigned=consigned), *request_problems(requests)):
        raise ActRefused(*problems)


def check_postponing(
    *, is_open: bool, is_erased: bool, postponed_to: date | None, to: date, planned: date, latest: date
) -> None:
    """The erasure of a closed case may be put off once, to a day after the planned one and no later than `latest`."""
    if is_erased:
        raise ActRefused("case_erased")
    if is_open:
        raise ActRefused("not_closed")
    if postponed_to is not None:
        raise ActRefused("already_postponed")
    if to <= planned:
        raise ActRefused("not_later")
    if to > latest:
        raise ActRefused("too_far")


def check_correcting(state: State | None) -> None:
    """Raise ActRefused while the patient's notice is in a worker's hands; None is a patient without one."""
    if state in _IN_HAND:
        raise ActRefused("notice_in_hand")


def patient_erasing_problems(state: State | None) -> tuple[str, ...]:
    """Also while a letter is made and may not have left the house: a name on paper is a name."""
    return (
        *(["notice_in_hand"] if state in _IN_HAND else []),
        *(["letter_in_house"] if state in _ON_PAPER else []),
    )


def check_patient_erasing(state: State | None) -> None:
    """Raise ActRefused for what patient_erasing_problems names."""
    if problems := patient_erasing_problems(state):
        raise ActRefused(*problems)


def check_forgetting(*, is_erased: bool, day: date | None, today: date) -> None:
    """Only what was erased, and only once its register period is over."""
    if not is_erased:
        raise ActRefused("not_erased")
    if day is None or today < day:
        raise ActRefused("too_early")
