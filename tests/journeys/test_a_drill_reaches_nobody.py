"""A drill runs everything: messages, letters, mail to staff. A counting mail server shows that nobody is reached."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from hashlib import sha256
from io import BytesIO

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.breaches.actions.following import nudge_cases
from notifier.breaches.actions.inviting import invite
from notifier.breaches.models import Breach
from notifier.delivery.actions import owe_invitations, owe_nudges
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.face import Prepared
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.choices import Outcome
from notifier.delivery.dispatch import send_staff_mail, work_batch
from notifier.dossiers.rendering.sent import show_sent
from notifier.lib.ids import parse_reference
from notifier.mailroom.actions import make_print_run
from notifier.notices.choices import Channel, State
from notifier.notices.models import Master, Notice
from tests.breaches.offices import mandate_office
from tests.delivery.drills import drill
from tests.smtp import Script, smtp_server

pytestmark = pytest.mark.django_db
REAL = Prepared(data=b"Subject: x\r\n\r\nx\r\n", fields={}, to="quelquun@hopital.fr")


@pytest.fixture
def relay(settings: Settings) -> Iterator[Script]:
    script = Script()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp_server(script) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield script


@pytest.fixture
def channel(relay: Script) -> Iterator[EmailChannel]:
    sending = EmailChannel(Relay.from_settings(), "expediteur@example.org")
    yield sending
    sending.close()


def test_every_message_of_a_drill_goes_to_nobody_and_says_so(
    relay: Script, channel: EmailChannel, now: datetime, by: Actor
) -> None:
    _, case = drill(emails=3, letters=0, at=now, by=by)
    work_batch({Channel.EMAIL: channel}, clock=lambda: now, by=by)
    assert Notice.objects.filter(case=case, state=State.SENT).count() == 3
    assert len(relay.recipients) == len(set(relay.recipients)) == 3
    assert all(to.endswith("@exercice.invalid>") for to in relay.recipients)
    for raw in relay.messages:
        message = message_from_bytes(raw, policy=policy.default)
        assert message["To"].endswith("@exercice.invalid")
        assert message["Subject"].startswith("[EXERCICE]")
        assert b"example.org" not in raw.partition(b"To:")[2].partition(b"\n")[0]
        body = message.get_body(preferencelist=("plain",))
        assert body is not None
        assert "Ceci est un exercice." in body.get_content()


@pytest.mark.parametrize(
    "prepared",
    [
        replace(REAL, is_drill=True),
        replace(REAL, data=b"X-Notifier-Drill: yes\r\n" + REAL.data),
    ],
)
def test_the_last_step_refuses_a_real_address_whatever_came_before(
    relay: Script, channel: EmailChannel, prepared: Prepared
) -> None:
    channel.open()
    delivered = channel.send(prepared)
    assert (delivered.outcome, delivered.code) == (Outcome.REFUSED, "drill_real_address")
    assert (relay.recipients, relay.messages) == ([], [])


def test_staff_of_a_drill_get_nothing_either(relay: Script, now: datetime, by: Actor) -> None:
    shared, _ = drill(at=now, by=by)
    office = mandate_office(shared, at=now, by=by)
    nudge_cases(cases=[shared.one, shared.two], office=office.organisation, user=office.dpo, by=by, at=now)
    invite(breach=shared.breach, people=[shared.owner], invited_by=office.dpo, by=by, at=now)
    assert [owe_nudges(by=by, at=now), owe_invitations(by=by, at=now)] == [2, 1]
    assert send_staff_mail(clock=lambda: now, by=by).outcomes == {Outcome.ACCEPTED: 3}
    assert all(to.endswith("@exercice.invalid>") for to in relay.recipients)
    subjects = [message_from_bytes(raw, policy=policy.default)["Subject"] for raw in relay.messages]
    assert all(subject.startswith("[EXERCICE]") for subject in subjects)


def test_every_page_of_a_letter_bears_the_word(now: datetime, by: Actor) -> None:
    _, case = drill(emails=0, letters=1, at=now, by=by)
    for master in Master.objects.filter(channel=Channel.LETTER):
        # Ours have one page.
        data = bytes(master.data).replace(b"</body>", b"<p>Encore.</p>" * 60 + b"</body>")
        Master.objects.filter(pk=master.pk).update(data=data, sha256=sha256(data).hexdigest())
    work_batch({Channel.LETTER: LetterChannel()}, clock=lambda: now, by=by)
    [shown] = show_sent(case.notices.get())
    pages = pypdf.PdfReader(BytesIO(shown.sent.data)).pages
    assert len(pages) > 1
    assert all("EXERCICE" in page.extract_text() for page in pages)
    make_print_run(case=case, duplex=False, into=BytesIO(), by=by, at=now)


def test_the_patients_door_says_it_was_an_exercise(
    channel: EmailChannel, client: Client, now: datetime, by: Actor
) -> None:
    drill(emails=1, letters=0, at=now, by=by)
    work_batch({Channel.EMAIL: channel}, clock=lambda: now, by=by)
    reference = Notice.objects.get().reference
    assert parse_reference(reference)
    page = client.post(reverse("check_notice"), {"reference": reference}, headers={"accept-language": "fr"})
    assert "Cette référence vient d’un exercice." in page.content.decode()


CASE_PAGES = (
    "case", "journal", "wording", "approve", "patients", "roster_upload", "file_report", "case_facts", "close_case",
)  # fmt: skip


@pytest.mark.parametrize("page", CASE_PAGES)
def test_every_page_of_a_case_says_so(client: Client, now: datetime, by: Actor, page: str) -> None:
    _, case = drill(at=now, by=by)
    client.force_login(case.controller.physicians.get().user)  # type: ignore[arg-type] # the self-employed has one
    text = client.get(reverse(page, args=[case.pk]), headers={"accept-language": "fr"}, follow=True).content.decode()
    assert "<title>EXERCICE" in text
    assert "mais rien n’arrive à personne" in text


@pytest.mark.parametrize("page", ["breach_facts", "invitations", "vendor_counts"])
def test_every_page_of_the_breach_says_so(client: Client, now: datetime, by: Actor, page: str) -> None:
    shared, _ = drill(at=timezone.now(), by=by)
    client.force_login(shared.vendor)
    text = client.get(reverse(page, args=[shared.breach.pk]), headers={"accept-language": "en"}).content.decode()
    assert "<title>DRILL" in text


def test_nothing_of_a_breach_in_earnest_bears_the_word(client: Client, now: datetime, by: Actor) -> None:
    shared, case = drill(at=now, by=by)
    Breach.objects.filter(pk=shared.breach.pk).update(is_drill=False)
    client.force_login(shared.owner)
    assert "EXERCICE" not in client.get(reverse("case", args=[case.pk])).content.decode()
