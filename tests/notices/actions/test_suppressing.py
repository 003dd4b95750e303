"""Who wants no more e-mail gets none: what waits takes another way, what left stays."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dossiers import verify
from notifier.notices.actions.suppressing import stop_email
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Master, Notice
from notifier.rosters.choices import CareFlag
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import from_bits
from tests.dossiers.endings import told
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
BOTH = "Canari;Jeanne;01/02/1980;1 rue du Port;69003;Lyon;jeanne@example.org;Mme;;\n"


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(rows=BOTH, at=now, by=by)


def stop(case: Case, now: datetime, by: Actor) -> tuple[str, Notice]:
    return stop_email(patient=case.patients.get(), by=by, at=now), case.notices.get()


def test_a_queued_e_mail_becomes_a_letter(case: Case, now: datetime, by: Actor) -> None:
    code, notice = stop(case, now, by)
    assert (code, notice.state, notice.channel) == ("lettered", State.QUEUED, Channel.LETTER)
    assert CareFlag.NO_EMAIL in from_bits(CareFlag, case.patients.get().care)
    assert told("email.stopped") == [{"code": "lettered"}]


def test_without_an_address_it_is_held(case: Case, now: datetime, by: Actor) -> None:
    Patient.objects.update(has_address=False)
    code, notice = stop(case, now, by)
    assert (code, notice.state, notice.hold_reason) == ("held", State.HELD, HoldReason.NO_CHANNEL)
    assert told("notice.held") == [{"from": "queued", "reason": "no_channel", "code": "email_stopped"}]


def test_without_an_approved_letter_it_is_held(case: Case, now: datetime, by: Actor) -> None:
    Master.objects.filter(channel=Channel.LETTER).delete()
    code, notice = stop(case, now, by)
    assert (code, notice.hold_reason) == ("held", HoldReason.TEXT_NOT_APPROVED)


def test_a_claimed_one_is_taken_out_of_the_worker_s_hands(case: Case, now: datetime, by: Actor) -> None:
    Notice.objects.update(state=State.CLAIMED, token=uuid4(), lease_until=now + timedelta(minutes=5))
    code, notice = stop(case, now, by)
    assert (code, notice.state, notice.token, notice.channel) == ("lettered", State.QUEUED, None, Channel.LETTER)
    assert [event["count"] for event in told("notices.unclaimed")] == [1]


def test_a_failed_one_goes_by_letter(case: Case, now: datetime, by: Actor) -> None:
    Notice.objects.update(state=State.FAILED, tries=7)
    code, notice = stop(case, now, by)
    assert (code, notice.state, notice.tries) == ("lettered", State.QUEUED, 0)
    assert len(told("notice.requeued")) == 1


@pytest.mark.parametrize("state", [State.SENT, State.IN_DOUBT, State.IN_RUN, State.WITHDRAWN])
def test_what_left_stays_as_it_is(case: Case, state: State, now: datetime, by: Actor) -> None:
    Notice.objects.update(state=state)
    code, notice = stop(case, now, by)
    assert (code, notice.state, notice.channel) == ("marked", state, Channel.EMAIL)


def test_asking_twice_does_no_harm(case: Case, now: datetime, by: Actor) -> None:
    stop(case, now, by)
    assert stop(case, now, by)[0] == ""
    assert len(told("email.stopped")) == 1


def test_a_held_one_waits_on_as_a_letter(case: Case, now: datetime, by: Actor) -> None:
    Notice.objects.update(state=State.HELD, hold_reason=HoldReason.SAFE_CHANNEL)
    code, notice = stop(case, now, by)
    assert (code, notice.state, notice.hold_reason) == ("held", State.HELD, HoldReason.SAFE_CHANNEL)
    assert notice.channel == Channel.LETTER


def test_who_has_no_notice_yet_is_marked(case: Case, now: datetime, by: Actor) -> None:
    Notice.objects.all().delete()
    assert stop_email(patient=case.patients.get(), by=by, at=now) == "marked"


@pytest.mark.parametrize("has_address", [True, False])
def test_what_an_authority_checks_still_follows(case: Case, has_address: bool, now: datetime, by: Actor) -> None:
    Patient.objects.update(has_address=has_address)
    stop(case, now, by)
    events = Event.objects.filter(case_id=case.pk).order_by("pk")
    verify.tell([verify.read_canonical(bytes(event.body)) for event in events], is_whole=True)
