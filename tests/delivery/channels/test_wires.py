"""Each provider is handed the message a relay would get, and exactly the bytes that were committed to."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.delivery.channels import open_channels
from notifier.delivery.channels.again import stamped_again
from notifier.delivery.choices import Outcome
from notifier.delivery.dispatch import work_batch
from notifier.delivery.dispatch.outbox import Report
from notifier.delivery.models import Attempt
from notifier.dossiers.rendering.sent import show_sent
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.vault.keystore import sealer_for
from tests.delivery.providers import CUT, PATHS, SECRET, Api, anymail, said_in, said_to, served
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
ROWS = "Canari;Zoé;01/02/1980;7 rue du Port;69003;Lyon;zoe.canari@example.org;Mme;;\n"
# What each is told beside the message: whose it is, and under which key.
BESIDE = {
    "amazon_ses": {"X-Metadata"}, "brevo": {"X-Mailin-custom", "idempotencyKey"}, "resend": {"X-Metadata"},
    "scaleway": {"X-Metadata"},
}  # fmt: skip

_KEYS = {"Authorization", "api-key", "X-Server-API-Key", "X-Postmark-Server-Token", "X-Auth-Token"}


@pytest.fixture(params=sorted(PATHS))
def api(request: Any, settings: Settings) -> Iterator[Api]:
    api = Api(request.param)
    with served(api) as port:
        settings.MAIL_PROVIDER, settings.ANYMAIL = api.provider, anymail(api.provider, port)
        yield api


def work(now: datetime, by: Actor) -> Report:
    with open_channels() as channels:
        return work_batch({Channel.EMAIL: channels[Channel.EMAIL]}, clock=lambda: now, by=by)


def kept_of(attempt: Attempt) -> Any:
    sealer = sealer_for(attempt.notice.case_id)
    return json.loads(sealer.open("attempts", attempt.pk, bytes(attempt.sealed or b"")))


def test_it_is_told_what_a_relay_would_be_told(api: Api, now: datetime, by: Actor) -> None:
    approved_case(rows=ROWS, at=now, by=by)
    assert work(now, by).outcomes == {Outcome.ACCEPTED: 1}
    attempt, (call,) = Attempt.objects.select_related("master", "notice").get(), api.calls
    assert attempt.master is not None
    message = said_in(stamped_again(bytes(attempt.master.data), kept_of(attempt)["fields"]))
    said = said_to(api.provider, call.body)
    assert call.path == PATHS[api.provider]
    for name in ("subject", "sender", "to", "reply_to", "text", "html"):
        assert getattr(said, name) == getattr(message, name), name
    assert set(said.headers) - set(message.headers) == BESIDE.get(api.provider, set())
    assert {name: " ".join(said.headers[name].split()) for name in message.headers} == message.headers
    assert said.headers["Message-ID"] == attempt.message_id
    assert "zoe.canari@example.org" in said.to


def test_the_log_commits_to_the_request_and_it_can_be_shown_again(api: Api, now: datetime, by: Actor) -> None:
    approved_case(rows=ROWS, at=now, by=by)
    work(now, by)
    attempt, (call,) = Attempt.objects.get(), api.calls
    started = read_event(bytes(Event.objects.get(kind="attempt.started").body))["data"]
    nonce = bytes.fromhex(kept_of(attempt)["nonce"])
    assert hashlib.sha256(nonce + call.body).hexdigest() == started["commitment"] == attempt.commitment
    assert started["provider"] == api.provider
    (shown,) = show_sent(Notice.objects.get())
    assert shown.is_match
    assert (shown.sent.data, shown.sent.provider) == (call.body, api.provider)


def test_no_key_to_the_provider_is_in_what_is_kept(api: Api, now: datetime, by: Actor) -> None:
    approved_case(rows=ROWS, at=now, by=by)
    work(now, by)
    (call,) = api.calls
    # Its secret goes with the request, in the headers or as what they are signed with, and nowhere else.
    assert SECRET.encode() not in call.body
    assert SECRET not in json.dumps(kept_of(Attempt.objects.get()))
    assert {"Authorization", "api-key", "X-Server-API-Key", "X-Postmark-Server-Token", "X-Auth-Token"} & set(
        call.headers
    )


def test_what_is_kept_is_much_smaller_than_what_was_said(api: Api, now: datetime, by: Actor) -> None:
    approved_case(rows=ROWS, at=now, by=by)
    work(now, by)
    attempt, (call,) = Attempt.objects.get(), api.calls
    assert len(bytes(attempt.sealed or b"")) < len(call.body) / 3


def test_a_cut_is_one_request_and_a_doubt(api: Api, now: datetime, by: Actor) -> None:
    """Amazon's own library would ask again by itself."""
    api.answers = [CUT]
    approved_case(rows=ROWS, at=now, by=by)
    assert work(now, by).outcomes == {Outcome.UNKNOWN: 1}
    assert len(api.calls) == 1
    assert (Attempt.objects.get().code, Notice.objects.get().state) == ("connection_lost", State.IN_DOUBT)


def test_a_late_answer_is_one_request_and_a_doubt(api: Api, now: datetime, by: Actor) -> None:
    api.waits = 1.2
    approved_case(rows=ROWS, at=now, by=by)
    assert work(now, by).outcomes == {Outcome.UNKNOWN: 1}
    assert (len(api.calls), Notice.objects.get().state) == (1, State.IN_DOUBT)


@pytest.mark.parametrize("status", [401, 403, 429])
def test_what_concerns_all_costs_nobody_a_try(api: Api, status: int, now: datetime, by: Actor) -> None:
    api.answers = [(status, {"message": "no", "ErrorCode": "mj-0002", "Message": "no"})]
    approved_case(rows=ROWS, at=now, by=by)
    assert work(now, by).stopped == f"http_{status}"
    assert (Notice.objects.get().state, Notice.objects.get().tries) == (State.QUEUED, 0)


def test_a_server_that_stumbles_leaves_a_doubt(api: Api, now: datetime, by: Actor) -> None:
    api.answers = [(500, {"message": "oops"})]
    approved_case(rows=ROWS, at=now, by=by)
    work(now, by)
    assert (len(api.calls), Notice.objects.get().state) == (1, State.IN_DOUBT)


@pytest.mark.parametrize("said", [b"{}", b"[]", b"null", b"<html>", b'{"status": 7}'])
def test_a_yes_nobody_understands_is_a_doubt(api: Api, said: bytes, now: datetime, by: Actor) -> None:
    api.answers = [(200, said)]
    approved_case(rows=ROWS, at=now, by=by)
    assert work(now, by).outcomes == {Outcome.UNKNOWN: 1}
    assert Notice.objects.get().state == State.IN_DOUBT


# Amazon's library follows by itself, to Amazon's own regions only.
@pytest.mark.parametrize("api", sorted(PATHS.keys() - {"amazon_ses"}), indirect=True)
def test_who_sends_elsewhere_is_not_followed(api: Api, now: datetime, by: Actor) -> None:
    api.answers = [(307, b"")]
    approved_case(rows=ROWS, at=now, by=by)
    work(now, by)
    assert (len(api.calls), Notice.objects.get().state) == (1, State.QUEUED)
