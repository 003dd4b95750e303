"""Watching, with a relay that can be down and name servers that forget a key."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.models import Case
from notifier.delivery.channels import open_channels
from notifier.delivery.channels.email import Relay
from notifier.delivery.dispatch import send_staff_mail, work_batch
from notifier.delivery.dispatch.alarms import watch_alarms
from notifier.delivery.dispatch.sender import check_sender
from notifier.delivery.models import Alarm, StaffMail
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.cast import Cast, make_cast
from tests.senders import KEY, real_sender
from tests.smtp import Script, smtp_server
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


@pytest.fixture
def due(cast: Cast, now: datetime, by: Actor) -> Case:
    case = approved_case(number=3, emails=2, at=now, by=by)
    make_checkpoint(at=now)
    return case


@pytest.fixture
def relay(settings: Settings) -> Iterator[Script]:
    script = Script()
    with smtp_server(script) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield script


def watch(at: datetime, by: Actor) -> list[str]:
    make_checkpoint(at=at)
    return [f"{alarm.kind} {'over' if alarm.over_at else 'raised'}" for alarm in watch_alarms(clock=lambda: at, by=by)]


def written(at: datetime, by: Actor) -> list[str]:
    """What went to operators, through Django's own box."""
    send_staff_mail(clock=lambda: at, by=by)
    subjects = [message.subject for message in mail.outbox]
    mail.outbox.clear()
    return subjects


def test_a_wrong_password_is_told_after_ten_minutes_and_its_end_at_once(
    due: Case, relay: Script, settings: Settings, now: datetime, by: Actor
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "nous", "faux"
    relay.answers = {"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 no"}
    assert watch(now, by) == watch(now + 9 * MINUTE, by) == []
    assert watch(now + 10 * MINUTE, by) == ["channel raised"]
    assert Alarm.objects.get().codes == ["relay_refuses_login"]
    assert watch(now + 11 * MINUTE, by) == []
    settings.EMAIL_HOST_USER = ""
    assert watch(now + 12 * MINUTE, by) == ["channel over"]
    # The mail waited for the relay: of what is over only the end is told.
    (subject,) = written(now + 12 * MINUTE, by)
    assert "Les courriels partent de nouveau" in subject
    assert sorted(StaffMail.objects.values_list("state", "code")) == [("failed", "no_longer_due"), ("sent", "250")]


def test_a_relay_nobody_needs_is_not_asked(cast: Cast, relay: Script, now: datetime, by: Actor) -> None:
    assert watch(now, by) == []
    assert relay.connections == 0


def test_doubts_are_told_with_their_number_and_no_name(
    due: Case, relay: Script, now: datetime, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    Notice.objects.update(state=State.IN_DOUBT)
    with caplog.at_level(logging.ERROR):
        assert watch(now, by) == ["doubts raised"]
    assert "alarm doubts: in_doubt (2)" in caplog.text
    send_staff_mail(clock=lambda: now, by=by)
    (message,) = mail.outbox
    assert message.to == ["exploitant@example.org"]
    assert "Des courriels sont en doute" in message.subject
    assert "Nombre\N{NO-BREAK SPACE}: 2" in message.body
    said = (message.subject + message.body).casefold()
    assert all(word not in said for word in ("canari", "cabinet", "exploitant@", "numéro 3", "http", "{", "&"))


def test_a_key_that_vanishes_in_mid_campaign_is_told_and_sending_goes_on(
    due: Case, relay: Script, settings: Settings, now: datetime, by: Actor
) -> None:
    with real_sender(settings) as world:
        check_sender(clock=lambda: now, by=by)
        assert watch(now, by) == []
        alias = world.records.pop((KEY, "CNAME"))
        check_sender(clock=lambda: now + MINUTE, by=by)
        assert watch(now + MINUTE, by) == ["sender raised"]
        assert Alarm.objects.get().codes == ["dkim_missing"]
        with open_channels() as channels:
            work_batch(channels, clock=lambda: now + MINUTE, by=by)
        assert len(relay.messages) == 2
        world.records[KEY, "CNAME"] = alias
        check_sender(clock=lambda: now + 2 * MINUTE, by=by)
        assert watch(now + 2 * MINUTE, by) == ["sender over"]


def test_the_relay_itself_is_no_reason_to_lose_a_mail(due: Case, settings: Settings, now: datetime, by: Actor) -> None:
    """It waits, and nobody is told that it went."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp_server(Script()) as port:
        pass
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    assert Relay.from_settings().port == port
    watch(now, by)
    assert watch(now + 10 * MINUTE, by) == ["channel raised"]
    assert send_staff_mail(clock=lambda: now + 11 * MINUTE, by=by).stopped == "relay_unreachable"
    assert list(StaffMail.objects.values_list("state", flat=True)) == ["owed"]
