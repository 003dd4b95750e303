"""A provider gets the same content, and what it says is taken as it is meant; against a real HTTP server that speaks
one provider's language.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

import pytest
from anymail.exceptions import AnymailInvalidAddress
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.breaches.models import Breach
from notifier.delivery.channels import open_channels
from notifier.delivery.channels.face import ChannelDown, Prepared
from notifier.delivery.channels.provider import ProviderChannel, as_django
from notifier.delivery.choices import FeedbackKind, Outcome
from notifier.delivery.dispatch import work_batch
from notifier.delivery.dispatch.outbox import Report
from notifier.delivery.models import Attempt, Suppression
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.delivery.providers import CUT, Api, anymail, served
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db

INACTIVE = (
    "You tried to send to a recipient that has been marked as inactive. Found inactive addresses: canari0@example.org. "
    "Inactive recipients are ones that have generated a hard bounce or a spam complaint."
)


@pytest.fixture
def api(settings: Settings) -> Iterator[Api]:
    api = Api("postmark")
    with served(api) as port:
        settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", anymail("postmark", port)
        yield api


def work(now: datetime, by: Actor) -> Report:
    with open_channels() as channels:
        return work_batch({Channel.EMAIL: channels[Channel.EMAIL]}, clock=lambda: now, by=by)


def test_the_provider_gets_the_content_and_no_tracking(api: Api, now: datetime, by: Actor) -> None:
    approved_case(emails=1, at=now, by=by)
    assert work(now, by).outcomes == {Outcome.ACCEPTED: 1}
    notice, attempt, call = Notice.objects.get(), Attempt.objects.get(), api.calls[0].json
    assert (notice.state, attempt.code) == (State.SENT, "provider")
    assert (call["TrackOpens"], call["TrackLinks"]) == (False, "None")
    assert call["Metadata"]["notice"] == notice.pk.hex
    assert "canari0@example.org" in call["To"]
    assert notice.reference in call["TextBody"]
    assert notice.reference in call["HtmlBody"]
    headers = {one["Name"]: one["Value"] for one in call["Headers"]}
    assert headers["Message-ID"] == attempt.message_id


@pytest.mark.parametrize(
    ("answer", "outcome", "code", "state"),
    [
        ((422, {"ErrorCode": 406, "Message": INACTIVE}), Outcome.REFUSED, "provider_refused", State.FAILED),
        ((422, {"ErrorCode": 400, "Message": "Sender not found"}), Outcome.DEFERRED, "http_422", State.QUEUED),
        ((401, {"ErrorCode": 10, "Message": "Bad token"}), Outcome.DEFERRED, "http_401", State.QUEUED),
        ((429, {}), Outcome.DEFERRED, "http_429", State.QUEUED),
        ((503, {}), Outcome.DEFERRED, "http_503", State.QUEUED),
        ((500, {}), Outcome.UNKNOWN, "http_500", State.IN_DOUBT),
        ((504, b"gateway"), Outcome.UNKNOWN, "http_504", State.IN_DOUBT),
        ((200, b"not json"), Outcome.UNKNOWN, "http_200", State.IN_DOUBT),
        (CUT, Outcome.UNKNOWN, "connection_lost", State.IN_DOUBT),
    ],
)
def test_each_answer_is_taken_as_it_is_meant(
    api: Api, now: datetime, by: Actor, answer: Any, outcome: Outcome, code: str, state: State
) -> None:
    api.answers = [answer]
    approved_case(emails=1, at=now, by=by)
    assert work(now, by).outcomes == {outcome: 1}
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.code, Notice.objects.get().state) == (outcome, code, state)
    assert len(api.calls) == 1


def test_what_concerns_all_stops_the_batch_and_costs_nobody_a_try(api: Api, now: datetime, by: Actor) -> None:
    api.answers = [(401, {"ErrorCode": 10, "Message": "Bad token"})]
    approved_case(emails=3, at=now, by=by)
    assert work(now, by).stopped == "http_401"
    assert {(one.state, one.tries) for one in Notice.objects.all()} == {(State.QUEUED, 0)}


def test_a_silence_after_the_request_is_a_doubt(api: Api, now: datetime, by: Actor) -> None:
    api.waits = 1.5
    approved_case(emails=1, at=now, by=by)
    work(now, by)
    assert Notice.objects.get().state == State.IN_DOUBT


def test_a_provider_nobody_can_reach_costs_nobody_a_try(settings: Settings, now: datetime, by: Actor) -> None:
    settings.MAIL_PROVIDER = "postmark"
    with served(Api()) as port:
        pass
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "token", "POSTMARK_API_URL": f"http://127.0.0.1:{port}/"}
    approved_case(emails=1, at=now, by=by)
    assert work(now, by).stopped == "connection_lost"
    notice = Notice.objects.get()
    assert (notice.state, notice.tries) == (State.QUEUED, 0)


@pytest.mark.parametrize("provider", ["postmark", "nobody"])
def test_a_provider_that_is_not_set_up_is_down(settings: Settings, provider: str) -> None:
    settings.ANYMAIL = {}
    with pytest.raises(ChannelDown, match="provider_misconfigured"):
        ProviderChannel(provider, "avis.example.org").open()


@pytest.mark.parametrize(
    ("provider", "answer", "stopped"),
    [
        ("postal", {"status": "parameter-error", "data": {}}, ""),
        ("postal", {"status": "error", "data": {"code": "ValidationError"}}, ""),
        ("postal", {"status": "error", "data": {"code": "InvalidServerAPIKey"}}, "provider_failed"),
        ("mailjet", {"Messages": [{"Status": "error", "Errors": [{"ErrorCode": "send-0008"}]}]}, ""),
        ("scaleway", {"emails": [{"mail_rcpt": "canari0@example.org", "status": "failed"}]}, ""),
    ],
)
def test_a_no_with_200_before_it_is_a_no(
    settings: Settings, now: datetime, by: Actor, provider: str, answer: Any, stopped: str
) -> None:
    api = Api(provider, answers=[(200, answer)])
    approved_case(emails=1, at=now, by=by)
    with served(api) as port:
        settings.MAIL_PROVIDER, settings.ANYMAIL = provider, anymail(provider, port)
        assert work(now, by).stopped == stopped
    notice = Notice.objects.get()
    assert Attempt.objects.get().code == "provider_failed"
    assert (notice.state, notice.tries) == (State.QUEUED, 0 if stopped else 1)


def test_an_interface_without_an_address_costs_nobody_a_try(settings: Settings, now: datetime, by: Actor) -> None:
    settings.MAIL_PROVIDER = "postal"
    settings.ANYMAIL = {"POSTAL_API_KEY": "key", "POSTAL_API_URL": "postal without a scheme"}
    approved_case(emails=2, at=now, by=by)
    assert work(now, by).stopped == "provider_misconfigured"
    assert {(one.state, one.tries) for one in Notice.objects.all()} == {(State.QUEUED, 0)}


def test_an_address_it_cannot_write_holds_up_nobody(api: Api, now: datetime, by: Actor) -> None:
    """The oldest due is claimed first: one that stops the batch would stop everybody, for ever."""
    approved_case(emails=2, at=now, by=by)
    with open_channels() as channels:
        channel: Any = channels[Channel.EMAIL]
        composed, first = channel._composed, iter([True])

        def refuse(*args: Any, **named: Any) -> Any:
            if next(first, False):
                raise AnymailInvalidAddress("cannot be encoded")
            return composed(*args, **named)

        channel._composed = refuse
        work_batch({Channel.EMAIL: channel}, clock=lambda: now, by=by)
    assert sorted(Notice.objects.values_list("state", flat=True)) == [State.FAILED, State.SENT]


def test_nothing_goes_to_a_suppressed_address(api: Api, now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    index = case.patients.get().mailbox_index
    Suppression.objects.create(case=case, index=index, kind=FeedbackKind.COMPLAINED, since=now)
    work(now, by)
    assert (api.calls, Attempt.objects.get().code) == ([], "suppressed")


def test_a_drill_leaves_for_nobody(api: Api, now: datetime, by: Actor) -> None:
    approved_case(emails=1, at=now, by=by)
    Breach.objects.update(is_drill=True)
    work(now, by)
    assert "canari" not in json.dumps([call.json["To"] for call in api.calls])
    real = Prepared(data=b"", fields={}, to="zoe@laposte.net", is_drill=True)
    assert ProviderChannel("postmark", "avis.example.org").send(real).code == "drill_real_address"


def test_the_message_django_is_given_says_the_same(api: Api, now: datetime, by: Actor) -> None:
    """Compared part by part with the bytes that a relay would get."""
    approved_case(emails=1, at=now, by=by)
    with open_channels() as channels:
        made: list[bytes] = []
        channel: Any = channels[Channel.EMAIL]
        send = channel.send
        channel.send = lambda prepared: (made.append(prepared.carried[0]), send(prepared))[1]
        work_batch({Channel.EMAIL: channel}, clock=lambda: now, by=by)
    original = message_from_bytes(made[0], policy=policy.default)
    again = message_from_bytes(as_django(made[0]).message().as_bytes(), policy=policy.default)
    for kind in ("plain", "html"):
        first, second = original.get_body((kind,)), again.get_body((kind,))  # type: ignore[attr-defined]
        assert first.get_content().split() == second.get_content().split()
    for name in ("Subject", "From", "To", "Reply-To", "Message-ID", "List-Unsubscribe", "Date"):
        # Folding a long header may begin it with a space.
        assert str(original[name]).strip() == str(again[name]).strip()
