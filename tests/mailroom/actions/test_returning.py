"""Letters that came back, and what is done at once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.queries.completeness import account, compare_each
from notifier.dossiers.actions.patients import correct_patient
from notifier.mailroom.actions import (
    LettersChanged,
    NotInThePost,
    correct_return,
    note_posted,
    note_return,
    print_again,
    print_here,
)
from notifier.mailroom.choices import ReturnReason
from notifier.mailroom.models import PrintRun, ReturnedLetter
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.rosters.choices import CareFlag
from notifier.rosters.rules.bits import to_bits
from notifier.rosters.rules.headers import Field
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    """Three letters in a run; a message to someone else, so that the wording has a text for it."""
    case = approved_case(emails=1, letters=3, at=now, by=by)
    make_letters(at=now, by=by)
    return case


@pytest.fixture
def run(case: Case, now: datetime, by: Actor) -> PrintRun:
    run = print_here(case=case, by=by, at=now)[0]
    note_posted(run=run, places=None, on=timezone.localdate(now), by=by, at=now)
    return run


@pytest.fixture
def notice(run: PrintRun) -> Notice:
    return run.pieces.get(position=1).notice


def data(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(e.body))["data"] for e in Event.objects.filter(kind=kind).order_by("pk")]


def come_back(notice: Notice, reason: ReturnReason, at: datetime, by: Actor, *, decides: bool = True) -> ReturnedLetter:
    returned = note_return(notice=notice, reason=reason, decides=decides, by=by, at=at)
    notice.refresh_from_db()
    assert account(notice.case).differences == compare_each(notice.case) == ()
    return returned


def give_email(notice: Notice) -> None:
    """An address learned since."""
    notice.recipient.has_email = True
    notice.recipient.save(update_fields=["has_email"])


@pytest.mark.parametrize(
    ("reason", "decides", "state"),
    [
        (ReturnReason.WRONG_ADDRESS, True, State.TO_TELL),
        (ReturnReason.ACCESS, True, State.TO_TELL),
        (ReturnReason.UNCLAIMED, False, State.TO_TELL),
        (ReturnReason.NOT_IDENTIFIED, True, State.RETURNED),
        (ReturnReason.REFUSED, True, State.RETURNED),
        (ReturnReason.OTHER, True, State.RETURNED),
        (ReturnReason.DECEASED, True, State.WITHDRAWN),
        (ReturnReason.DECEASED, False, State.HELD),
    ],
)
def test_the_next_step_is_taken(
    notice: Notice, now: datetime, by: Actor, reason: ReturnReason, *, decides: bool, state: State
) -> None:
    returned = come_back(notice, reason, now, by, decides=decides)
    assert (notice.state, returned.led_to, returned.reason) == (state, state, reason)
    assert [(one["from"], one["code"]) for one in data("letter.returned")] == [("posted", reason.value)]
    assert notice.hold_reason == ("deceased" if state is State.HELD else "")


def test_whose_address_is_wrong_is_written_to_by_email_where_nothing_forbids_it(
    notice: Notice, now: datetime, by: Actor
) -> None:
    give_email(notice)
    come_back(notice, ReturnReason.WRONG_ADDRESS, now, by)
    assert (notice.state, notice.channel, notice.posted_on) == (State.QUEUED, Channel.EMAIL, None)
    assert data("letter.rerouted") == [{"from": "returned", "code": "wrong_address", "channel": "email"}]


def test_whoever_needs_care_is_not_written_to_by_rule(notice: Notice, now: datetime, by: Actor) -> None:
    give_email(notice)
    notice.recipient.care = to_bits([CareFlag.SAFE_CHANNEL])
    notice.recipient.save(update_fields=["care"])
    come_back(notice, ReturnReason.WRONG_ADDRESS, now, by)
    assert notice.state == State.TO_TELL


def test_a_letter_comes_back_before_anyone_noted_its_posting(case: Case, now: datetime, by: Actor) -> None:
    run, _pdf = print_here(case=case, by=by, at=now)
    come_back(run.pieces.get(position=2).notice, ReturnReason.OTHER, now, by)
    assert [one["from"] for one in data("letter.returned")] == ["in_run"]


def test_a_return_is_noted_once(notice: Notice, now: datetime, by: Actor) -> None:
    come_back(notice, ReturnReason.OTHER, now, by)
    with pytest.raises(NotInThePost, match="already_noted"):
        note_return(notice=notice, reason=ReturnReason.REFUSED, decides=True, by=by, at=now)
    assert ReturnedLetter.objects.get().reason == ReturnReason.OTHER


def test_what_was_never_printed_cannot_come_back(case: Case, now: datetime, by: Actor) -> None:
    message = case.notices.get(channel=Channel.EMAIL)
    with pytest.raises(NotInThePost, match="not_posted"):
        note_return(notice=message, reason=ReturnReason.OTHER, decides=True, by=by, at=now)
    assert data("letter.returned") == []


def test_a_corrected_address_is_tried_once(case: Case, notice: Notice, now: datetime, by: Actor) -> None:
    come_back(notice, ReturnReason.NOT_IDENTIFIED, now, by)
    correct_patient(patient=notice.recipient, changes={Field.STREET: "9 rue Neuve"}, by=by, at=now)
    notice.refresh_from_db()
    assert (notice.state, notice.channel) == (State.QUEUED, Channel.LETTER)
    make_letters(at=now, by=by)
    again, _pdf = print_here(case=case, by=by, at=now)
    with pytest.raises(LettersChanged):
        print_again(run=notice.pieces.get(run__number=1).run, by=by, at=now)
    note_posted(run=again, places=None, on=timezone.localdate(now), by=by, at=now)
    come_back(notice, ReturnReason.NOT_IDENTIFIED, now + timedelta(days=1), by)
    assert notice.state == State.TO_TELL
    correct_patient(patient=notice.recipient, changes={Field.STREET: "8 rue Neuve"}, by=by, at=now)
    notice.refresh_from_db()
    assert notice.state == State.TO_TELL


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        (ReturnReason.REFUSED, {Field.STREET: "9 rue Neuve"}),
        (ReturnReason.NOT_IDENTIFIED, {Field.TELEPHONE: "0472000001"}),
    ],
)
def test_another_correction_or_another_reason_sends_nothing(
    notice: Notice, now: datetime, by: Actor, reason: ReturnReason, changes: dict[Field, str]
) -> None:
    come_back(notice, reason, now, by)
    correct_patient(patient=notice.recipient, changes=changes, by=by, at=now)
    notice.refresh_from_db()
    assert notice.state == State.RETURNED


def test_a_slip_is_corrected_and_the_right_step_taken(notice: Notice, now: datetime, by: Actor) -> None:
    returned = come_back(notice, ReturnReason.REFUSED, now, by)
    correct_return(returned=returned, reason=ReturnReason.WRONG_ADDRESS, decides=True, by=by, at=now)
    notice.refresh_from_db()
    assert (notice.state, ReturnedLetter.objects.get().reason) == (State.TO_TELL, ReturnReason.WRONG_ADDRESS)
    assert data("return.corrected") == [{"was": "refused", "code": "wrong_address"}]
    assert account(notice.case).differences == compare_each(notice.case) == ()


def test_a_correction_leaves_what_has_gone_on(notice: Notice, now: datetime, by: Actor) -> None:
    returned = come_back(notice, ReturnReason.WRONG_ADDRESS, now, by)
    correct_return(returned=returned, reason=ReturnReason.REFUSED, decides=True, by=by, at=now)
    notice.refresh_from_db()
    assert notice.state == State.TO_TELL
    correct_return(returned=returned, reason=ReturnReason.DECEASED, decides=False, by=by, at=now)
    notice.refresh_from_db()
    assert (notice.state, notice.hold_reason) == (State.HELD, "deceased")
    assert account(notice.case).differences == compare_each(notice.case) == ()
