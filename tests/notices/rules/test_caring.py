"""What may be decided for whom: a total table, and no way around its gravest row."""

from datetime import date
from itertools import combinations

import pytest

from notifier.law.refusals import codes
from notifier.notices.choices import CareChoice, HoldReason, State
from notifier.notices.rules.caring import PERMITTED, TARGETS, permitted, possible_from, told_problems
from notifier.notices.rules.states import TRANSITIONS

EMAIL, LETTER, IN_PERSON = CareChoice.EMAIL, CareChoice.LETTER, CareChoice.IN_PERSON
TOLD, WITHDRAW, REVIEWED = CareChoice.TOLD, CareChoice.WITHDRAW, CareChoice.REVIEWED
FULL = {"has_email": True, "has_address": True}


def test_every_reason_has_its_row_and_every_row_its_source() -> None:
    assert set(PERMITTED) == set(HoldReason)
    assert all(row.source for row in PERMITTED.values())
    assert set(TARGETS) == set(CareChoice)


@pytest.mark.parametrize("reason", HoldReason)
def test_nobody_is_left_without_a_way(reason: HoldReason) -> None:
    """Even with neither e-mail nor address there is something to decide."""
    assert permitted([reason], has_email=False, has_address=False).all


@pytest.mark.parametrize("reason", set(HoldReason) - {HoldReason.DECEASED})
def test_that_someone_died_is_said_person_by_person(reason: HoldReason) -> None:
    assert WITHDRAW not in PERMITTED[reason].by_rule
    assert WITHDRAW in PERMITTED[reason].all


@pytest.mark.parametrize(
    ("reason", "by_rule", "one_by_one"),
    [
        # Nothing to the household.
        (HoldReason.DECEASED, {WITHDRAW}, set()),
        # Neither the parents' address nor their mailbox.
        (HoldReason.MINOR_SECRET, {IN_PERSON, TOLD}, {WITHDRAW}),
        (HoldReason.MINOR_ANNOTATED, {LETTER, IN_PERSON, TOLD}, {WITHDRAW}),
        (HoldReason.SEPARATED_PARENTS, {LETTER, IN_PERSON, TOLD}, {WITHDRAW}),
        (HoldReason.SAFE_CHANNEL, {IN_PERSON, TOLD}, {EMAIL, LETTER, WITHDRAW}),
        (HoldReason.CONFIDENTIAL_ADDRESS, {EMAIL, IN_PERSON, TOLD}, {LETTER, WITHDRAW}),
        (HoldReason.SHARED_EMAIL, {LETTER, IN_PERSON, TOLD}, {EMAIL, WITHDRAW}),
        (HoldReason.SHARED_ADDRESS, {EMAIL, LETTER, IN_PERSON, TOLD}, {WITHDRAW}),
        (HoldReason.CARE_UNKNOWN, {REVIEWED, EMAIL, LETTER, IN_PERSON, TOLD}, {WITHDRAW}),
        (HoldReason.PROTECTED_ADULT, {EMAIL, LETTER, IN_PERSON, TOLD}, {WITHDRAW}),
        (HoldReason.ALREADY_TOLD, {EMAIL, LETTER, IN_PERSON, TOLD}, {WITHDRAW}),
        (HoldReason.NO_CHANNEL, {IN_PERSON, TOLD}, {WITHDRAW}),
    ],
)
def test_what_a_reason_leaves_open(reason: HoldReason, by_rule: set[CareChoice], one_by_one: set[CareChoice]) -> None:
    found = permitted([reason], **FULL)
    assert (found.by_rule, found.one_by_one) == (by_rule, one_by_one)


@pytest.mark.parametrize(("one", "other"), combinations(sorted(HoldReason), 2))
def test_two_reasons_leave_open_what_both_do(one: HoldReason, other: HoldReason) -> None:
    both = permitted([one, other], **FULL)
    assert both.by_rule == permitted([one], **FULL).by_rule & permitted([other], **FULL).by_rule
    assert both.all == permitted([one], **FULL).all & permitted([other], **FULL).all


def test_a_confidential_address_of_someone_annotated_gets_no_letter_by_rule() -> None:
    found = permitted([HoldReason.CONFIDENTIAL_ADDRESS, HoldReason.SHARED_EMAIL], **FULL)
    assert found.by_rule == {IN_PERSON, TOLD}
    assert found.one_by_one == {EMAIL, LETTER, WITHDRAW}


def test_who_wants_no_post_gets_a_letter_one_by_one_only() -> None:
    found = permitted([HoldReason.SHARED_EMAIL], **FULL, wants_no_post=True)
    assert LETTER in found.one_by_one
    assert LETTER not in found.by_rule


def test_nothing_goes_by_a_way_that_is_not_there() -> None:
    assert EMAIL not in permitted([HoldReason.CARE_UNKNOWN], has_email=False, has_address=True).all
    assert LETTER not in permitted([HoldReason.CARE_UNKNOWN], has_email=True, has_address=False).all
    assert REVIEWED not in permitted([HoldReason.CARE_UNKNOWN], has_email=False, has_address=False).all


@pytest.mark.parametrize("state", State)
def test_every_open_choice_is_a_change_a_notice_can_make(state: State) -> None:
    assert all(TARGETS[choice] in TRANSITIONS[state] for choice in possible_from(state))


@pytest.mark.parametrize(
    "state", [State.SENT, State.SENDING, State.IN_DOUBT, State.IN_RUN, State.TOLD, State.WITHDRAWN]
)
def test_of_what_was_sent_nothing_is_taken_back(state: State) -> None:
    assert possible_from(state) == set()


@pytest.mark.parametrize(
    ("on", "how", "by", "problems"),
    [
        (date(2026, 3, 4), "in_person", "Dr Merle", ()),
        (date(2025, 11, 12), "in_person", "Dr Merle", ()),
        (date(2026, 3, 5), "in_person", "Dr Merle", ("told_in_future",)),
        (date(2025, 11, 11), "telephone", "Dr Merle", ("told_before_breach",)),
        (None, "", " ", ("told_on_missing", "told_how_missing", "told_by_missing")),
    ],
)
def test_a_proof_says_when_how_and_by_whom(on: date | None, how: str, by: str, problems: tuple[str, ...]) -> None:
    found = told_problems(on=on, how=how, by=by, breach_began=date(2025, 11, 12), today=date(2026, 3, 4))
    assert codes(found) == problems
