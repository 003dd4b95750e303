"""Handing mail to staff over to a relay that answers as it is told."""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy

import pytest
from pytest_django import Settings

from notifier.accounts.actions import create_user
from notifier.audit.actors import Actor
from notifier.delivery.channels.face import ChannelDown, Delivered
from notifier.delivery.channels.staff import StaffChannel
from notifier.delivery.choices import Outcome, StaffMailKind, StaffMailState
from notifier.delivery.models import StaffMail
from notifier.delivery.rendering import Written
from tests.smtp import DROP, Script, smtp_server

pytestmark = pytest.mark.django_db
NOTE = "origine\n12\nabc=\n\n— origine sig=\n".encode()
WRITTEN = Written("Point de contrôle", "Bonjour,\n\n.\n", {"checkpoint-12.txt": NOTE})


@pytest.fixture
def relay(settings: Settings) -> Iterator[Script]:
    script = Script()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp_server(script) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield script


@pytest.fixture
def mail(now: datetime, by: Actor) -> StaffMail:
    user = create_user(email="garde@example.org", name="Camille", password=None, by=by, at=now)
    return StaffMail.objects.create(
        kind=StaffMailKind.CHECKPOINT, user=user, key="k", state=StaffMailState.SENDING, owed_at=now, due_at=now
    )


def test_the_checkpoint_arrives_byte_for_byte(relay: Script, mail: StaffMail) -> None:
    channel = StaffChannel()
    channel.open()
    assert channel.send(mail, WRITTEN).outcome is Outcome.ACCEPTED
    channel.close()
    (received,) = relay.messages
    message = message_from_bytes(received, policy=policy.default)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "checkpoint-12.txt"
    assert attached.get_content_type() == "text/plain"
    assert attached.get_payload(decode=True) == NOTE
    assert message["Message-ID"] == f"<staff.{mail.pk}@avis.example.org>"
    assert (message["To"], message["Auto-Submitted"]) == ("garde@example.org", "auto-generated")


@pytest.mark.parametrize(
    ("answers", "ending"),
    [
        ({"MAIL": "550 sender unknown"}, Delivered(Outcome.DEFERRED, "550", stop=True)),
        ({"RCPT": "550 no such user"}, Delivered(Outcome.REFUSED, "550")),
        ({"RCPT": "450 greylisted"}, Delivered(Outcome.DEFERRED, "450")),
        ({"RCPT": "421 closing"}, Delivered(Outcome.DEFERRED, "421", stop=True)),
        ({"DATA": "554 no"}, Delivered(Outcome.REFUSED, "554")),
        ({".": "452 full"}, Delivered(Outcome.DEFERRED, "452")),
        ({".": "554 spam"}, Delivered(Outcome.REFUSED, "554")),
        ({".": DROP}, Delivered(Outcome.UNKNOWN, "connection_lost", stop=True)),
        ({".": "what"}, Delivered(Outcome.UNKNOWN, "no_answer", stop=True)),
    ],
)
def test_each_answer_has_its_meaning(
    relay: Script, mail: StaffMail, answers: dict[str, str], ending: Delivered
) -> None:
    relay.answers = answers
    channel = StaffChannel()
    channel.open()
    assert channel.send(mail, WRITTEN) == ending
    channel.close()


def test_a_relay_that_is_down_is_said_before_anything_is_claimed(settings: Settings, relay: Script) -> None:
    with smtp_server(Script()) as port:
        pass
    settings.EMAIL_PORT = port
    with pytest.raises(ChannelDown, match="relay_unreachable"):
        StaffChannel().open()


def test_a_relay_that_refuses_the_login_is_said(settings: Settings, relay: Script) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "nous", "faux"
    relay.answers = {"EHLO": "250-bonjour\r\n250 AUTH PLAIN", "AUTH": "535 no"}
    with pytest.raises(ChannelDown, match="relay_refuses_login"):
        StaffChannel().open()
