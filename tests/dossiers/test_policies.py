"""When a case may be closed, erased, put off, and a patient corrected or erased."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from notifier.dossiers import policies
from notifier.dossiers.policies import (
    ActRefused,
    check_closing,
    check_correcting,
    check_erasing,
    check_forgetting,
    check_patient_erasing,
    check_postponing,
    check_reopening,
    unsettled_problems,
)
from notifier.dossiers.queries.refusals import SENTENCES
from notifier.notices.choices import State

DAY = date(2026, 6, 2)
ALL_OVER = {State.SENT: 3, State.IN_RUN: 1, State.FAILED: 1, State.HELD: 1, State.WITHDRAWN: 1}


def refused(act: Callable[[], None]) -> tuple[str, ...]:
    try:
        act()
    except ActRefused as problem:
        return problem.problems
    return ()


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (State.QUEUED, "notices_moving"),
        (State.CLAIMED, "notices_moving"),
        (State.SENDING, "notices_moving"),
        (State.READY_TO_PRINT, "letters_to_print"),
        (State.IN_DOUBT, "notices_in_doubt"),
    ],
)
def test_whatever_may_still_reach_someone_keeps_a_case_open(state: State, problem: str) -> None:
    states = {**ALL_OVER, state: 1}
    assert unsettled_problems(states) == (problem,)
    assert refused(lambda: check_closing(is_open=True, states=states)) == (problem,)
    assert refused(lambda: check_erasing(states)) == (problem,)


def test_every_obstacle_is_named() -> None:
    assert unsettled_problems(dict.fromkeys(State, 1)) == ("notices_moving", "letters_to_print", "notices_in_doubt")


def test_what_is_over_or_waits_for_a_person_keeps_nobody() -> None:
    check_closing(is_open=True, states=ALL_OVER)
    check_erasing(ALL_OVER)


def test_closing_and_reopening_follow_each_other() -> None:
    assert refused(lambda: check_closing(is_open=False, states={})) == ("already_closed",)
    assert refused(lambda: check_reopening(is_open=True, is_erased=False)) == ("not_closed",)
    assert refused(lambda: check_reopening(is_open=False, is_erased=True)) == ("case_erased",)
    check_reopening(is_open=False, is_erased=False)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, ()),
        ({"to": DAY + timedelta(days=90)}, ()),
        ({"to": DAY + timedelta(days=91)}, ("too_far",)),
        ({"to": DAY}, ("not_later",)),
        ({"postponed_to": DAY + timedelta(days=2)}, ("already_postponed",)),
        ({"is_open": True}, ("not_closed",)),
        ({"is_erased": True}, ("case_erased",)),
    ],
)
def test_an_erasure_is_put_off_once_and_not_for_ever(changes: dict[str, object], problem: tuple[str, ...]) -> None:
    usual = {
        "is_open": False,
        "is_erased": False,
        "postponed_to": None,
        "to": DAY + timedelta(days=1),
        "planned": DAY,
        "latest": DAY + timedelta(days=90),
    }
    assert refused(lambda: check_postponing(**{**usual, **changes})) == problem  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [None, *State])
def test_a_patient_in_a_workers_hands_is_left_alone(state: State | None) -> None:
    in_hand = state in {State.CLAIMED, State.SENDING}
    on_paper = state in {State.READY_TO_PRINT, State.IN_RUN}
    assert refused(lambda: check_correcting(state)) == (("notice_in_hand",) if in_hand else ())
    wanted = ("notice_in_hand",) if in_hand else ("letter_in_house",) if on_paper else ()
    assert refused(lambda: check_patient_erasing(state)) == wanted


@pytest.mark.parametrize(
    ("is_erased", "day", "problem"),
    [(True, DAY, ()), (True, DAY + timedelta(days=1), ("too_early",)), (True, None, ("too_early",)),
     (False, DAY, ("not_erased",))],
)  # fmt: skip
def test_only_what_was_erased_is_forgotten_and_in_its_time(
    is_erased: bool, day: date | None, problem: tuple[str, ...]
) -> None:
    assert refused(lambda: check_forgetting(is_erased=is_erased, day=day, today=DAY)) == problem


def test_every_word_of_a_refusal_has_its_sentence() -> None:
    text = (policies.__file__ or "").replace(".pyc", ".py")
    with open(text, encoding="utf-8") as file:
        source = file.read()
    assert [code for code in SENTENCES if f'"{code}"' not in source] == [
        "not_sent",
        "patient_erased",
        "unprintable",
        "same_person",
        "no_way_left",
        "text_not_approved",
        "register_too_long",
    ]


def test_whoever_waits_for_an_answer_keeps_the_case() -> None:
    check_closing(is_open=True, states={}, requests=0)
    check_erasing({}, requests=0)
    with pytest.raises(ActRefused, match="requests_open"):
        check_closing(is_open=True, states={}, requests=1)
    with pytest.raises(ActRefused, match="requests_open"):
        check_erasing({}, requests=2)
