"""What a word that comes after acceptance does, and when a failure becomes a letter."""

from datetime import UTC, datetime, timedelta

import pytest

from notifier.delivery.choices import FeedbackKind, Step
from notifier.delivery.rules.feedback import bounce_kind, is_of, letter_due, step, suppresses
from notifier.notices.choices import Channel, State

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SOFT, HARD = FeedbackKind.BOUNCED_SOFT, FeedbackKind.BOUNCED_HARD


def done(
    kind: FeedbackKind,
    state: State = State.SENT,
    channel: Channel = Channel.EMAIL,
    *,
    is_of_last_try: bool = True,
    soft_before: int = 0,
) -> Step:
    return step(kind, state=state, channel=channel, is_of_last_try=is_of_last_try, soft_before=soft_before)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FeedbackKind.DELIVERED, Step.NOTED),
        (FeedbackKind.DEFERRED, Step.NOTHING),
        (FeedbackKind.COMPLAINED, Step.NOTED),
        (SOFT, Step.AGAIN),
        (HARD, Step.LETTER),
    ],
)
def test_of_an_accepted_message_each_word_has_its_step(kind: FeedbackKind, expected: Step) -> None:
    assert done(kind) is expected


def test_given_back_for_a_while_twice_is_a_letter() -> None:
    assert done(SOFT, soft_before=1) is Step.LETTER


@pytest.mark.parametrize("kind", [SOFT, HARD])
def test_only_what_was_accepted_can_come_back(kind: FeedbackKind) -> None:
    moved = {state: done(kind, state) for state in State}
    assert {state for state, what in moved.items() if what is not Step.NOTHING} == {
        State.SENT, State.SENDING, State.IN_DOUBT,
    }  # fmt: skip
    assert (moved[State.SENDING], moved[State.IN_DOUBT]) == (Step.LATER, Step.SETTLE)


@pytest.mark.parametrize("kind", [SOFT, HARD, FeedbackKind.DELIVERED])
def test_a_word_on_an_earlier_try_or_on_what_became_a_letter_changes_nothing(kind: FeedbackKind) -> None:
    assert done(kind, is_of_last_try=False) is Step.NOTHING
    assert done(kind, channel=Channel.LETTER) is Step.NOTHING


@pytest.mark.parametrize("state", State)
def test_who_complained_is_told_all_the_same(state: State) -> None:
    assert done(FeedbackKind.COMPLAINED, state) is Step.NOTED


def test_delay_settles_no_doubt_and_delivery_does() -> None:
    assert done(FeedbackKind.DEFERRED, State.IN_DOUBT) is Step.NOTHING
    assert done(FeedbackKind.DELIVERED, State.IN_DOUBT) is Step.SETTLE


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("5.1.1", HARD), ("5.7.1", HARD), ("", HARD), ("5.0.0", HARD), ("5.4.4", HARD),
        ("4.2.2", SOFT), ("4.4.7", SOFT), ("5.2.2", SOFT), ("5.4.7", SOFT), ("452", SOFT), ("552", SOFT),
        ("550", HARD),
    ],
)  # fmt: skip
def test_a_code_says_whether_it_passes(code: str, kind: FeedbackKind) -> None:
    assert bounce_kind(code) is kind


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        (FeedbackKind.COMPLAINED, "", True),
        (HARD, "5.1.1", True),
        (HARD, "5.7.1", False),
        (SOFT, "5.2.2", False),
        (FeedbackKind.DELIVERED, "", False),
    ],
)
def test_dead_addresses_and_complaints_are_mailed_no_more(kind: FeedbackKind, code: str, expected: bool) -> None:
    assert suppresses(kind, code) is expected


def test_a_word_said_before_the_try_is_about_another() -> None:
    assert is_of(NOON, NOON)
    assert is_of(NOON - timedelta(minutes=5), NOON)
    assert not is_of(NOON - timedelta(hours=1), NOON)


@pytest.mark.parametrize(
    ("code", "hours", "expected"),
    [
        ("suppressed", 0, True),
        ("5.1.1", 0, True),
        ("550", 23, False),
        ("550", 24, True),
        ("connection_lost", 23, False),
        ("451", 24, True),
        ("patient_erased", 999, False),
        ("drill_real_address", 999, False),
    ],
)
def test_a_failure_becomes_a_letter_after_a_day_or_at_once(code: str, hours: int, expected: bool) -> None:
    assert letter_due(code, NOON, NOON + timedelta(hours=hours)) is expected
