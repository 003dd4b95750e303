"""Each provider's webhook, with bodies in the shape it documents: verified, taken once, in any order, in numbers."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.test import Client
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.delivery.adapters import VIEWS
from notifier.delivery.choices import FeedbackKind, Outcome, Step
from notifier.delivery.models import Attempt, Feedback, Suppression
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.delivery.returns import begin, send_all
from tests.worlds import approved_case

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.delivery.webhooks")]
SECRET = "hook:long-enough-for-a-test"
WHO = "iris.canari@example.org"
ROW = "Canari;Iris {n};01/02/1980;7 rue du Port;69003;Lyon;iris{n}.canari@example.org;Mme;;\n"
POSTAL_KEY = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - for the speed of the tests
PROVIDERS = sorted(VIEWS)
DELIVERED, HARD, SOFT, SPAM = "delivered", "hard", "soft", "spam"


@dataclass(frozen=True)
class Said:
    """One event: about whom, what, when."""

    notice: str
    kind: str
    at: datetime


def brevo(said: Said) -> Any:
    event = {DELIVERED: "delivered", HARD: "hard_bounce", SOFT: "soft_bounce", SPAM: "spam"}[said.kind]
    reason = {HARD: "550 5.1.1 unknown", SOFT: "452 4.2.2 mailbox full"}.get(said.kind, "")
    stamp = int(said.at.timestamp())
    return {"event": event, "email": WHO, "id": 26224, "date": "2026-03-04 10:05:00", "ts": stamp, "ts_event": stamp,
            "message-id": "<202603041005.1@smtp-relay.mailin.fr>", "subject": "Avis", "ts_epoch": stamp * 1000,
            "reason": reason, "X-Mailin-custom": json.dumps({"notice": said.notice}), "sending_ip": "192.0.2.1",
            "tags": []}  # fmt: skip


def mailjet(said: Said) -> Any:
    event = {DELIVERED: "sent", HARD: "bounce", SOFT: "bounce", SPAM: "spam"}[said.kind]
    more: dict[str, Any] = {
        HARD: {"blocked": False, "hard_bounce": True, "error_related_to": "recipient", "error": "user unknown"},
        SOFT: {"blocked": False, "hard_bounce": False, "error_related_to": "recipient", "error": "quota exceeded"},
        DELIVERED: {"mj_message_id": "192", "smtp_reply": "sent (250 2.0.0 OK)"},
        SPAM: {"source": "JMRPP"},
    }[said.kind]
    return {"event": event, "time": int(said.at.timestamp()), "MessageID": 19421777835146490,
            "Message_GUID": "1ab23cd4-e567-8901-2345-6789f0gh1i2j", "email": WHO, "mj_campaign_id": 7276,
            "mj_contact_id": 26, "customcampaign": "", "CustomID": "", "Payload": json.dumps({"notice": said.notice}),
            **more}  # fmt: skip


def postmark(said: Said) -> Any:
    common = {"ServerID": 23, "MessageStream": "outbound", "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
              "Tag": "", "Metadata": {"notice": said.notice, "try": str(uuid4())}}  # fmt: skip
    when = said.at.isoformat().replace("+00:00", "Z")
    if said.kind == DELIVERED:
        return {**common, "RecordType": "Delivery", "Recipient": WHO, "DeliveredAt": when, "Details": "250 2.0.0 OK"}
    if said.kind == SPAM:
        return {**common, "RecordType": "SpamComplaint", "ID": hash(said) % 10**9, "Type": "SpamComplaint",
                "TypeCode": 512, "Name": "Spam complaint", "Email": WHO, "BouncedAt": when}  # fmt: skip
    is_hard = said.kind == HARD
    return {**common, "RecordType": "Bounce", "ID": hash(said) % 10**9, "TypeCode": 1 if is_hard else 4096,
            "Type": "HardBounce" if is_hard else "SoftBounce", "Name": "Bounce", "Email": WHO, "BouncedAt": when,
            "Details": "smtp;550 5.1.1 unknown" if is_hard else "smtp;452 4.2.2 full", "Inactive": is_hard,
            "Description": "The server was unable to deliver your message", "DumpAvailable": True}  # fmt: skip


def postal(said: Said) -> Any:
    message = {"id": 12345, "token": "abcdef123", "direction": "outgoing", "message_id": "5817a64332f44@postal.example",
               "to": WHO, "from": "information@avis.example.org", "subject": "Avis", "tag": said.notice,
               "timestamp": said.at.timestamp()}  # fmt: skip
    event = {"uuid": f"0d7ba03a-{hash(said) % 10**12:012d}", "timestamp": said.at.timestamp()}
    if said.kind == HARD:
        payload: Any = {"original_message": message, "bounce": {**message, "id": 12347, "tag": None}}
        return {**event, "event": "MessageBounced", "payload": payload}
    status = {DELIVERED: "Sent", SOFT: "HardFail"}[said.kind]
    output = {DELIVERED: "250 2.0.0 OK", SOFT: "452 4.2.2 mailbox full"}[said.kind]
    payload = {"message": message, "status": status, "details": "Message sent", "output": output, "time": 0.22,
               "sent_with_ssl": True, "timestamp": said.at.timestamp()}  # fmt: skip
    return {**event, "event": "MessageSent" if said.kind == DELIVERED else "MessageDeliveryFailed", "payload": payload}


def amazon_ses(said: Said) -> Any:
    when = said.at.isoformat().replace("+00:00", "Z")
    headers = [{"name": "X-Metadata", "value": json.dumps({"notice": said.notice})}, {"name": "To", "value": WHO}]
    mail = {"timestamp": when, "messageId": "0102-3", "source": "information@avis.example.org", "destination": [WHO],
            "headersTruncated": False, "headers": headers, "commonHeaders": {"subject": "Avis"}}  # fmt: skip
    answer = "smtp; 550 5.1.1 unknown" if said.kind == HARD else "smtp; 452 4.2.2 full"
    bounce = {"bounceType": "Permanent" if said.kind == HARD else "Transient", "bounceSubType": "General",
              "timestamp": when, "feedbackId": "f", "reportingMTA": "dsn; mta.example", "bouncedRecipients": [
                  {"emailAddress": WHO, "action": "failed", "status": "5.1.1" if said.kind == HARD else "4.2.2",
                   "diagnosticCode": answer}]}  # fmt: skip
    told: Any = {
        DELIVERED: {"notificationType": "Delivery", "delivery": {"recipients": [WHO], "smtpResponse": "250 2.0.0 OK"}},
        SPAM: {"notificationType": "Complaint", "complaint": {"complainedRecipients": [{"emailAddress": WHO}]}},
        HARD: {"notificationType": "Bounce", "bounce": bounce},
        SOFT: {"notificationType": "Bounce", "bounce": bounce},
    }[said.kind]
    return {"Type": "Notification", "MessageId": f"{hash(said) % 10**12:012d}", "TopicArn": "arn:aws:sns:eu-west-3:1:t",
            "Message": json.dumps({**told, "mail": mail}), "Timestamp": when, "SignatureVersion": "1",
            "Signature": "unread"}  # fmt: skip


def resend(said: Said) -> Any:
    kind = {DELIVERED: "email.delivered", HARD: "email.bounced", SPAM: "email.complained"}[said.kind]
    bounce = {"bounce": {"message": "The recipient's email provider sent a hard bounce message", "type": "Permanent"}}
    headers = [{"name": "X-Metadata", "value": json.dumps({"notice": said.notice})}]
    return {"type": kind, "created_at": said.at.isoformat(), "data": {
        "created_at": said.at.isoformat(), "email_id": "56761188", "from": "information@avis.example.org", "to": [WHO],
        "subject": "Avis", "headers": headers, **(bounce if said.kind == HARD else {})}}  # fmt: skip


BODIES: dict[str, Callable[[Said], Any]] = {
    "amazon_ses": amazon_ses, "brevo": brevo, "mailjet": mailjet, "postal": postal, "postmark": postmark,
    "resend": resend,
}  # fmt: skip


@pytest.fixture(params=PROVIDERS)
def provider(request: Any, settings: Settings) -> str:
    public = POSTAL_KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    key = "".join(public.decode().splitlines()[1:-1])
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "POSTAL_WEBHOOK_KEY": key}
    name: str = request.param
    return name


@pytest.fixture
def sent(now: datetime, by: Actor) -> Notice:
    approved_case(rows=ROW.format(n=1), at=now, by=by)
    send_all(at=now, by=by)
    return Notice.objects.get()


def post(provider: str, body: Any, *, secret: str = SECRET, key: Any = POSTAL_KEY) -> int:
    data = json.dumps(body).encode()
    headers = {"authorization": "Basic " + base64.b64encode(secret.encode()).decode()}
    if provider == "postal":
        signature = key.sign(data, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303 - it is what Postal signs with
        headers["x-postal-signature"] = base64.b64encode(signature).decode()
    if provider == "amazon_ses":
        headers |= {"x-amz-sns-message-type": body["Type"], "x-amz-sns-message-id": body["MessageId"]}
    if provider == "resend":
        headers["svix-id"] = f"msg_{hash(data)}"
    kind = "text/plain; charset=UTF-8" if provider == "amazon_ses" else "application/json"
    return Client().post(f"/retours/{provider}/", data, content_type=kind, headers=headers).status_code


def tell(provider: str, notice: Notice, kind: str, at: datetime) -> Any:
    return BODIES[provider](Said(notice.pk.hex, kind, at))


EFFECTS = {
    DELIVERED: (State.SENT, Channel.EMAIL, Outcome.ACCEPTED),
    HARD: (State.QUEUED, Channel.LETTER, Outcome.BOUNCED),
    SOFT: (State.QUEUED, Channel.EMAIL, Outcome.BOUNCED),
    SPAM: (State.SENT, Channel.EMAIL, Outcome.ACCEPTED),
}
# Postal says nothing of complaints, Resend nothing of mailboxes that are full.
UNSAID = {("postal", SPAM), ("resend", SOFT)}


@pytest.mark.parametrize(
    ("provider", "kind"),
    [(provider, kind) for provider in PROVIDERS for kind in EFFECTS if (provider, kind) not in UNSAID],
    indirect=["provider"],
)
def test_each_word_is_taken_as_it_is_meant_and_once(provider: str, sent: Notice, now: datetime, kind: str) -> None:
    state, channel, outcome = EFFECTS[kind]
    body = tell(provider, sent, kind, now + timedelta(minutes=1))
    for _time in range(3):
        assert post(provider, body) == 200
    after = Notice.objects.get()
    assert (after.state, after.channel, Attempt.objects.get().outcome) == (state, channel, outcome)
    assert Feedback.objects.count() == 1
    told = ("notice.delivered", "notice.complained", "notice.bounced_again", "notice.bounced_by_letter")
    assert Event.objects.filter(kind__in=told).count() == 1
    assert Suppression.objects.exists() is (
        kind == SPAM or (kind == HARD and provider not in {"mailjet", "resend", "postal"})
    )


def test_who_does_not_know_the_secret_is_refused(provider: str, sent: Notice, now: datetime) -> None:
    body = tell(provider, sent, HARD, now)
    other = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - for the speed of the tests
    for secret in ("hook:wrong", ":", "another:long-enough-for-a-test"):
        assert post(provider, body, secret=secret) in {400, 401, 403}
    if provider == "postal":
        assert post(provider, body, key=other) in {400, 403}
    assert (Feedback.objects.count(), Notice.objects.get().state) == (0, State.SENT)


def test_what_is_about_nobody_we_know_is_passed_over(provider: str, sent: Notice, now: datetime) -> None:
    """It must not be repeated to us for ever."""
    for name in (uuid4().hex, "", "no id at all"):
        assert post(provider, BODIES[provider](Said(name, HARD, now))) == 200
    assert not Feedback.objects.exists()


def test_a_delivery_that_comes_after_its_bounce_changes_nothing(provider: str, sent: Notice, now: datetime) -> None:
    assert post(provider, tell(provider, sent, HARD, now + timedelta(minutes=2))) == 200
    assert post(provider, tell(provider, sent, DELIVERED, now + timedelta(minutes=1))) == 200
    assert (Notice.objects.get().state, Notice.objects.get().channel) == (State.QUEUED, Channel.LETTER)
    assert Attempt.objects.get().outcome == Outcome.BOUNCED


def test_a_word_quicker_than_our_receipt_waits_for_it(provider: str, now: datetime, by: Actor) -> None:
    approved_case(rows=ROW.format(n=1), at=now, by=by)
    begin(at=now, by=by)
    assert post(provider, tell(provider, Notice.objects.get(), HARD, now)) == 200
    assert (Feedback.objects.get().step, Notice.objects.get().state) == (Step.LATER, State.SENDING)


def test_a_word_on_an_earlier_try_does_nothing(provider: str, sent: Notice, now: datetime) -> None:
    assert post(provider, tell(provider, sent, HARD, now - timedelta(days=1))) == 200
    assert (Feedback.objects.get().step, Notice.objects.get().state) == (Step.NOTHING, State.SENT)


@pytest.mark.parametrize("body", [{}, [], {"event": "?"}, "x", None])
def test_nonsense_from_who_knows_the_secret_changes_nothing(
    provider: str, sent: Notice, body: Any, settings: Settings
) -> None:
    """Whether it is refused or breaks: nothing is written."""
    if provider == "amazon_ses":
        body = {"Type": "Notification", "MessageId": "1", "Message": json.dumps(body)}
    client_raises = Client(raise_request_exception=False)
    data = json.dumps(body).encode()
    headers = {"authorization": "Basic " + base64.b64encode(SECRET.encode()).decode()}
    client_raises.post(f"/retours/{provider}/", data, content_type="application/json", headers=headers)
    assert (Feedback.objects.count(), Notice.objects.get().state) == (0, State.SENT)


def test_a_thousand_in_one_batch(settings: Settings, now: datetime, by: Actor) -> None:
    """Mailjet sends them so: delivered and bounced, doubled and in disorder, some about nobody; twice over."""
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    approved_case(rows="".join(ROW.format(n=n) for n in range(200)), at=now, by=by)
    assert send_all(at=now, by=by) == 200
    notices = list(Notice.objects.order_by("pk"))
    first, second = now + timedelta(minutes=1), now + timedelta(minutes=2)
    events = [tell("mailjet", one, DELIVERED, first) for one in notices]
    events += [tell("mailjet", one, HARD, second) for one in notices[:100]]
    events += [mailjet(Said(uuid4().hex, HARD, second)) for _n in range(200)]
    batch = [*events[::-1], *events]
    assert len(batch) == 1000
    for _time in range(2):
        assert post("mailjet", batch) == 200
    assert Notice.objects.filter(state=State.QUEUED, channel=Channel.LETTER).count() == 100
    assert Notice.objects.filter(state=State.SENT).count() == 100
    assert Feedback.objects.count() == 300
    kinds = dict.fromkeys((FeedbackKind.DELIVERED, FeedbackKind.BOUNCED_HARD))
    assert {kind: Feedback.objects.filter(kind=kind).count() for kind in kinds} == {
        FeedbackKind.DELIVERED: 200,
        FeedbackKind.BOUNCED_HARD: 100,
    }
    assert Event.objects.filter(kind="notice.bounced_by_letter").count() == 100


def test_nothing_of_anybody_is_logged(
    provider: str, sent: Notice, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    for kind in (DELIVERED, HARD):
        post(provider, tell(provider, sent, kind, now))
    post(provider, tell(provider, sent, HARD, now), secret="hook:wrong")
    assert "canari" not in caplog.text.lower()


def test_the_moment_they_say_is_theirs(provider: str, sent: Notice, now: datetime) -> None:
    post(provider, tell(provider, sent, DELIVERED, now + timedelta(minutes=1)))
    assert Feedback.objects.get().said_at == (now + timedelta(minutes=1)).replace(microsecond=0)
    assert Feedback.objects.get().said_at.tzinfo is not None
    assert now.tzinfo is UTC
