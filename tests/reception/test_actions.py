"""What is handed in at the patients' door: noted where the reference is known, and nothing where it is not."""

from datetime import datetime
from uuid import uuid4

import pytest

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.lib.ids import new_reference
from notifier.notices.actions.requests import Asked
from notifier.notices.choices import Channel, RequestChannel, RequestKind, RequestState, State
from notifier.notices.models import Notice, PatientRequest
from notifier.notices.rules.requests import Said
from notifier.reception.actions import hand_in, note_request
from notifier.rosters.choices import CareFlag
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import from_bits
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db


def asked(kind: RequestKind, at: datetime, *, text: str = "", channel: RequestChannel = RequestChannel.PAGE) -> Asked:
    return Asked(kind, channel, Said(text), at)


def hand(reference: str, asked: Asked, by: Actor, now: datetime) -> None:
    hand_in(reference=reference, asked=asked, pk=uuid4(), by=by, at=now)


def test_a_known_reference_brings_it_to_the_practice(notice: Notice, now: datetime, by: Actor) -> None:
    hand(notice.reference, asked(RequestKind.ACCESS, now), by, now)
    row = PatientRequest.objects.get()
    assert (row.case, row.notice, row.state) == (notice.case, notice, RequestState.OPEN)


@pytest.mark.parametrize("state", [State.QUEUED, State.HELD, State.WITHDRAWN, State.READY_TO_PRINT, State.FAILED])
def test_what_did_not_leave_is_as_unknown_as_a_guess(notice: Notice, state: State, now: datetime, by: Actor) -> None:
    Notice.objects.update(state=state)
    events = Event.objects.count()
    for reference in (notice.reference, new_reference(b"\x07" * 8), "nonsense"):
        hand(reference, asked(RequestKind.STOP_EMAIL, now), by, now)
    assert (PatientRequest.objects.count(), Event.objects.count()) == (0, events)


def test_no_more_e_mail_is_done_and_answered_on_the_spot(notice: Notice, now: datetime, by: Actor) -> None:
    for _ in range(2):
        hand(notice.reference, asked(RequestKind.STOP_EMAIL, now), by, now)
    assert CareFlag.NO_EMAIL in from_bits(CareFlag, Patient.objects.get().care)
    assert {row.state for row in PatientRequest.objects.all()} == {RequestState.ANSWERED}
    assert told("email.stopped") == [{"code": "marked"}]


def test_whoever_adds_words_waits_for_an_answer(notice: Notice, now: datetime, by: Actor) -> None:
    hand(notice.reference, asked(RequestKind.STOP_EMAIL, now, text="Et pourquoi moi ?"), by, now)
    assert CareFlag.NO_EMAIL in from_bits(CareFlag, Patient.objects.get().care)
    assert PatientRequest.objects.get().state == RequestState.OPEN


def test_after_the_erasure_nothing_is_kept_and_nothing_breaks(notice: Notice, now: datetime, by: Actor) -> None:
    Notice.objects.update(patient=None)
    type(notice.case).objects.update(closed_at=now, erasing_at=now)
    hand(notice.reference, asked(RequestKind.STOP_EMAIL, now, text="Bonjour"), by, now)
    assert not PatientRequest.objects.exists()


def test_a_call_before_the_sending_turns_the_e_mail_into_a_letter(notice: Notice, now: datetime, by: Actor) -> None:
    Notice.objects.update(state=State.QUEUED)
    Patient.objects.update(has_address=True)
    patient = Patient.objects.get()
    note_request(
        case=notice.case,
        notice=notice,
        patient=patient,
        asked=asked(RequestKind.STOP_EMAIL, now, channel=RequestChannel.PHONE),
        by=by,
        at=now,
    )
    notice.refresh_from_db()
    assert (notice.state, notice.channel) == (State.QUEUED, Channel.LETTER)
    assert told("request.answered") == [{"channel": "phone", "commitment": None, "late": False}]


def test_a_wish_of_nobody_known_waits_for_a_person(notice: Notice, now: datetime, by: Actor) -> None:
    wish = asked(RequestKind.STOP_EMAIL, now, channel=RequestChannel.LETTER)
    made = note_request(case=notice.case, notice=None, patient=None, asked=wish, by=by, at=now)
    assert made.state == RequestState.OPEN
