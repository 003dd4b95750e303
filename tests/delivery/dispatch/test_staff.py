"""Sending what is owed to staff: each once, and nothing claimed in vain."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import owe_checkpoints, owe_deadlines, sweep_staff_mail
from notifier.delivery.channels.staff import StaffChannel
from notifier.delivery.choices import Outcome, StaffMailState
from notifier.delivery.dispatch import send_staff_mail
from notifier.delivery.models import StaffMail
from notifier.delivery.rules import LEASE
from tests.cast import Cast, make_cast
from tests.smtp import DROP, Script, smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    cast = make_cast(at=now, by=by)
    owe_checkpoints(day=date(2026, 3, 4), by=by, at=now)
    return cast


@pytest.fixture
def relay(settings: Settings) -> Iterator[Script]:
    script = Script()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp_server(script) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield script


def states() -> Counter[str]:
    return Counter(StaffMail.objects.values_list("state", flat=True))


def test_everyone_gets_theirs_over_one_connection(cast: Cast, relay: Script, now: datetime, by: Actor) -> None:
    make_checkpoint(at=now)
    report = send_staff_mail(clock=lambda: now, by=by)
    assert report.outcomes == {Outcome.ACCEPTED: 4}
    keepers = (cast.owner, cast.dpo, cast.counting_dpo, cast.stranger)
    assert sorted(relay.recipients) == sorted(f"<{user.email}>" for user in keepers)
    assert relay.connections == 1


def test_nothing_is_sent_twice(cast: Cast, relay: Script, now: datetime, by: Actor) -> None:
    make_checkpoint(at=now)
    for _ in range(3):
        owe_checkpoints(day=date(2026, 3, 4), by=by, at=now)
        send_staff_mail(clock=lambda: now, by=by)
    assert (len(relay.messages), relay.connections) == (4, 1)


def test_nothing_is_claimed_while_the_relay_is_down(
    cast: Cast, relay: Script, settings: Settings, now: datetime, by: Actor
) -> None:
    make_checkpoint(at=now)
    with smtp_server(Script()) as port:
        pass
    settings.EMAIL_PORT = port
    assert send_staff_mail(clock=lambda: now, by=by).stopped == "relay_unreachable"
    assert states() == {StaffMailState.OWED: 4}


def test_a_lost_answer_stops_and_is_not_repeated(cast: Cast, relay: Script, now: datetime, by: Actor) -> None:
    make_checkpoint(at=now)
    relay.answers = {".": DROP}
    assert send_staff_mail(clock=lambda: now, by=by).stopped == "connection_lost"
    relay.answers = {}
    send_staff_mail(clock=lambda: now, by=by)
    assert states() == {StaffMailState.FAILED: 1, StaffMailState.SENT: 3}
    assert len(relay.recipients) == len(set(relay.recipients)) == 4


def test_a_worker_that_dies_while_sending_repeats_nothing(
    cast: Cast, relay: Script, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_checkpoint(at=now)

    def die(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(StaffChannel, "send", die)
        with pytest.raises(KeyboardInterrupt):
            send_staff_mail(clock=lambda: now, by=by)
    assert states() == {StaffMailState.SENDING: 1, StaffMailState.OWED: 3}
    later = now + 2 * LEASE
    sweep_staff_mail(by=by, at=later)
    send_staff_mail(clock=lambda: later, by=by)
    assert states() == {StaffMailState.FAILED: 1, StaffMailState.SENT: 3}


def test_without_a_checkpoint_they_wait(cast: Cast, relay: Script, now: datetime, by: Actor) -> None:
    assert send_staff_mail(clock=lambda: now, by=by).outcomes == {Outcome.DEFERRED: 4}
    make_checkpoint(at=now)
    later = now + timedelta(minutes=2)
    assert send_staff_mail(clock=lambda: later, by=by).outcomes == {Outcome.ACCEPTED: 4}


def test_a_process_that_must_end_claims_nothing(cast: Cast, relay: Script, now: datetime, by: Actor) -> None:
    make_checkpoint(at=now)
    send_staff_mail(clock=lambda: now, by=by, asked_to_stop=lambda: True)
    assert states() == {StaffMailState.OWED: 4}


def test_a_reminder_leaves_its_event_in_the_story_of_its_case(
    cast: Cast, relay: Script, now: datetime, by: Actor
) -> None:
    StaffMail.objects.all().delete()
    owe_deadlines(by=by, at=now)
    assert send_staff_mail(clock=lambda: now, by=by).outcomes == {Outcome.ACCEPTED: 4}
    events = Event.objects.filter(kind="staff_mail.sent", case_id=cast.case.pk)
    assert {event.subject for event in events} == {
        f"user:{user.pk}" for user in (cast.owner, cast.dpo, cast.counting_dpo)
    }
    facts = read_event(bytes(events[0].body))["data"]
    assert (facts["clock"], facts["step"]) == ("authority", "opened")


def test_a_reminder_that_came_too_late_is_not_sent(cast: Cast, relay: Script, now: datetime, by: Actor) -> None:
    StaffMail.objects.all().delete()
    owe_deadlines(by=by, at=now)
    Case.objects.update(closed_at=now)
    assert send_staff_mail(clock=lambda: now, by=by).outcomes == {Outcome.REFUSED: 4}
    assert relay.recipients == []
    assert set(StaffMail.objects.values_list("state", "code")) == {("failed", "no_longer_due")}
