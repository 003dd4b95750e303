"""What providers' webhooks say is taken once, and only from those who know the secret."""

import base64
import json
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.delivery.adapters import webhooks
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, Feedback, Suppression
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.delivery.returns import send_all
from tests.worlds import approved_case

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.delivery.webhooks")]
BOTH = "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"
SECRET = "hook:long-enough-for-a-test"
WHO = "iris.canari@example.org"


@pytest.fixture
def sent(settings: Settings, now: datetime, by: Actor) -> Notice:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    approved_case(rows=BOTH, at=now, by=by)
    send_all(at=now, by=by)
    return Notice.objects.get()


def post(provider: str, body: Any, *, secret: str = SECRET) -> int:
    auth = "Basic " + base64.b64encode(secret.encode()).decode()
    answer = Client().post(
        f"/retours/{provider}/", json.dumps(body), content_type="application/json", headers={"authorization": auth}
    )
    return answer.status_code


def brevo(notice: Notice, event: str, reason: str = "") -> dict[str, Any]:
    custom = json.dumps({"notice": notice.pk.hex})
    # Said on the day after, whatever day the test takes it to be.
    return {"event": event, "email": WHO, "ts_epoch": 4_000_000_000_000, "message-id": "<1@brevo.example>",
            "reason": reason, "X-Mailin-custom": custom}  # fmt: skip


def postmark(notice: Notice, **values: Any) -> dict[str, Any]:
    return {"MessageID": "m", "Email": WHO, "Recipient": WHO, "Metadata": {"notice": notice.pk.hex}, **values}


@pytest.mark.parametrize(
    ("event", "reason", "state", "channel", "outcome"),
    [
        ("delivered", "", State.SENT, Channel.EMAIL, Outcome.ACCEPTED),
        ("deferred", "451 later", State.SENT, Channel.EMAIL, Outcome.ACCEPTED),
        ("hard_bounce", "550 5.1.1 no such user", State.QUEUED, Channel.LETTER, Outcome.BOUNCED),
        ("soft_bounce", "552 5.2.2 mailbox full", State.QUEUED, Channel.EMAIL, Outcome.BOUNCED),
        ("blocked", "", State.QUEUED, Channel.LETTER, Outcome.BOUNCED),
        ("spam", "", State.SENT, Channel.EMAIL, Outcome.ACCEPTED),
    ],
)
def test_brevo_s_words_do_what_they_say(
    sent: Notice, event: str, reason: str, state: State, channel: Channel, outcome: Outcome
) -> None:
    assert post("brevo", brevo(sent, event, reason)) == 200
    after = Notice.objects.get()
    assert (after.state, after.channel, Attempt.objects.get().outcome) == (state, channel, outcome)
    assert Suppression.objects.exists() is (event in {"spam", "hard_bounce"})


@pytest.mark.parametrize("event", ["opened", "unique_opened", "click", "request"])
def test_who_reads_what_is_not_kept(sent: Notice, event: str) -> None:
    assert post("brevo", brevo(sent, event)) == 200
    assert not Feedback.objects.exists()


def test_the_same_event_twice_is_one(sent: Notice) -> None:
    for _time in range(2):
        assert post("brevo", brevo(sent, "hard_bounce", "550 5.1.1 no")) == 200
    assert Feedback.objects.count() == 1


def test_postmark_s_bounce_is_taken(sent: Notice) -> None:
    event = {"RecordType": "Bounce", "Type": "HardBounce", "ID": 42, "Details": "smtp;550 5.1.1 unknown",
             "BouncedAt": "2086-03-04T10:00:00Z"}  # fmt: skip
    assert post("postmark", postmark(sent, **event)) == 200
    assert (Attempt.objects.get().code, Notice.objects.get().channel) == ("5.1.1", Channel.LETTER)


def test_mailjet_s_soft_bounce_is_tried_again(sent: Notice) -> None:
    event = {"event": "bounce", "time": 4_000_000_000, "MessageID": 1, "email": WHO, "hard_bounce": False,
             "error": "mailbox full", "Payload": json.dumps({"notice": sent.pk.hex})}  # fmt: skip
    assert post("mailjet", [event]) == 200
    assert (Notice.objects.get().state, Notice.objects.get().channel) == (State.QUEUED, Channel.EMAIL)


def test_our_own_message_id_is_the_second_way_to_know(sent: Notice) -> None:
    event = {**brevo(sent, "hard_bounce", "550 5.1.1 no"), "message-id": Attempt.objects.get().message_id}
    del event["X-Mailin-custom"]
    assert post("brevo", event) == 200
    assert Notice.objects.get().channel == Channel.LETTER


@pytest.mark.parametrize("secret", ["hook:wrong", ":", "other:long-enough-for-a-test"])
def test_who_does_not_know_the_secret_is_refused(sent: Notice, secret: str) -> None:
    assert post("brevo", brevo(sent, "hard_bounce"), secret=secret) == 400
    assert not Feedback.objects.exists()


def test_an_event_on_nobody_we_know_is_passed_over(sent: Notice) -> None:
    assert post("brevo", {**brevo(sent, "hard_bounce"), "X-Mailin-custom": json.dumps({"notice": "0" * 32})}) == 200
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("provider", "is_guarded"), [("brevo", False), ("", True), ("scaleway", True), ("nobody", True)]
)
def test_there_is_no_address_without_a_secret_or_a_voice(provider: str, is_guarded: bool) -> None:
    assert webhooks(provider, is_guarded=is_guarded) == []
