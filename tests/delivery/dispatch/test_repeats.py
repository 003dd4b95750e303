"""What is in doubt at a provider is settled by its own record, or handed over again under the same key, where by its
word it then arrives once; against a provider on this machine that takes a message and says nothing.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import halt, sweep
from notifier.delivery.actions.repeating import begin_repeat
from notifier.delivery.channels import open_channels
from notifier.delivery.choices import HaltKind, HaltReason, Outcome, Way
from notifier.delivery.dispatch import work_batch
from notifier.delivery.dispatch.doubts import look
from notifier.delivery.dispatch.repeats import AtProvider, settle_at_provider
from notifier.delivery.models import Attempt
from notifier.delivery.queries.completeness import account, compare_each
from notifier.delivery.queries.doubts import doubtful, kept_requests
from notifier.delivery.rules import LEASE, REPEATS_SAFELY
from notifier.dossiers.rendering.sent import show_sent
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from tests.delivery.providers import CUT, TAKEN_AND_CUT, Api, anymail, key_in, served
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(params=sorted(REPEATS_SAFELY))
def api(request: Any, settings: Settings) -> Iterator[Api]:
    yield from serve(request.param, settings)


@pytest.fixture
def postmark(settings: Settings) -> Iterator[Api]:
    yield from serve("postmark", settings)


def serve(provider: str, settings: Settings) -> Iterator[Api]:
    api = Api(provider)
    with served(api) as port:
        settings.MAIL_PROVIDER, settings.ANYMAIL = provider, anymail(provider, port)
        yield api


def work(now: datetime, by: Actor) -> None:
    with open_channels() as channels:
        work_batch({Channel.EMAIL: channels[Channel.EMAIL]}, clock=lambda: now, by=by)


def settle(at: datetime, by: Actor) -> AtProvider:
    return settle_at_provider(None, clock=lambda: at, by=by)


def doubt(api: Api, now: datetime, by: Actor, how: Any = TAKEN_AND_CUT) -> Case:
    """One message in doubt; from then on the provider answers."""
    case = approved_case(emails=1, at=now, by=by)
    api.answers = [how, None]
    work(now, by)
    assert Notice.objects.get().state == State.IN_DOUBT
    return case


def kinds() -> list[str]:
    wanted = ("attempt.", "notice.sent", "notice.in_doubt", "doubt.")
    rows = Event.objects.order_by("pk").values_list("kind", flat=True)
    return [kind for kind in rows if kind.startswith(wanted)]


@pytest.mark.parametrize("how", [TAKEN_AND_CUT, CUT])
def test_a_doubt_ends_with_one_message(api: Api, how: str, now: datetime, by: Actor) -> None:
    case = doubt(api, now, by, how)
    assert settle(now + MINUTE, by) == AtProvider(by_repeat=1)
    notice, attempt = Notice.objects.get(), Attempt.objects.get()
    assert (notice.state, attempt.outcome, attempt.code) == (State.SENT, Outcome.ACCEPTED, "repeated")
    first, second = api.calls
    assert first.body == second.body
    assert key_in(api.provider, first) == key_in(api.provider, second) != ""
    assert len(api.sent) == 1
    assert kinds() == ["attempt.started", "notice.in_doubt", "attempt.repeated", "notice.sent"]
    assert account(case).differences == compare_each(case) == ()
    (shown,) = show_sent(notice)
    assert shown.is_match
    assert shown.sent.data == second.body


def test_each_try_has_a_key_of_its_own(api: Api, now: datetime, by: Actor) -> None:
    """A try that was refused, and one made later, are not the same request."""
    approved_case(emails=1, at=now, by=by)
    api.answers = [(422, {"message": "later"}), None]
    work(now, by)
    work(now + timedelta(hours=1), by)
    assert len({key_in(api.provider, call) for call in api.calls}) == 2


def test_nothing_is_repeated_after_the_window(api: Api, now: datetime, by: Actor) -> None:
    doubt(api, now, by)
    window = REPEATS_SAFELY[api.provider]
    assert settle(now + window - timedelta(minutes=2), by) == AtProvider()
    assert settle(now + window * 2, by) == AtProvider()
    assert len(api.calls) == 1
    (found,) = look(None, {}, provider=api.provider, at=now + window)
    assert found.way is Way.PERSON


def test_nor_at_once(api: Api, now: datetime, by: Actor) -> None:
    doubt(api, now, by)
    assert settle(now + timedelta(seconds=30), by) == AtProvider()
    (found,) = look(None, {}, provider=api.provider, at=now)
    assert found.way is Way.SAFE_REPEAT


@pytest.mark.parametrize(
    "answer", [(401, {}), (429, {}), (409, {}), (400, {"code": "other"}), (200, b"?"), (502, b""), CUT]
)
def test_only_a_yes_settles(api: Api, answer: Any, now: datetime, by: Actor) -> None:
    """A no to the repeat says nothing of the first time."""
    case = doubt(api, now, by)
    api.answers = [answer, None]
    assert settle(now + MINUTE, by) == AtProvider(in_doubt=1)
    assert Notice.objects.get().state == State.IN_DOUBT
    assert [one.notice for one in doubtful()] == [Notice.objects.get().pk]
    assert account(case).differences == compare_each(case) == ()
    again = settle(now + 2 * MINUTE, by)
    code = Attempt.objects.get().code
    # Brevo says of a key only that it was used, and what stumbled may have used it.
    assert (again.by_repeat, code) == (1, "repeated") or (api.provider == "brevo" and code.startswith("http_"))
    assert len(api.sent) == 1


def test_what_stumbled_may_have_used_the_key(settings: Settings, now: datetime, by: Actor) -> None:
    for api in serve("brevo", settings):
        doubt(api, now, by, (500, {}))
        assert settle(now + MINUTE, by) == AtProvider()
        (found,) = look(None, {}, provider="brevo", at=now + MINUTE)
        assert (found.way, len(api.calls)) == (Way.PERSON, 1)


def test_a_worker_killed_before_its_receipt_is_made_good(api: Api, now: datetime, by: Actor) -> None:
    doubt(api, now, by)
    Notice.objects.update(state=State.SENDING, token=uuid4(), lease_until=now + LEASE, changed_at=now)
    Attempt.objects.update(outcome=Outcome.STARTED, ended_at=None)
    noticed = now + LEASE + timedelta(seconds=1)
    sweep(by=by, at=noticed)
    assert settle(noticed + 4 * MINUTE, by) == AtProvider(by_repeat=1)
    assert len(api.sent) == 1


def test_one_killed_in_the_repeat_leaves_the_doubt_as_it_was(api: Api, now: datetime, by: Actor) -> None:
    case = doubt(api, now, by)
    (one,) = kept_requests()
    assert begin_repeat(attempt=one.attempt, notice=one.doubtful.notice, by=by, at=now + MINUTE) is not None
    assert account(case).differences == compare_each(case) == ()
    assert begin_repeat(attempt=one.attempt, notice=one.doubtful.notice, by=by, at=now + MINUTE) is None
    sweep(by=by, at=now + MINUTE + LEASE + timedelta(seconds=1))
    assert Notice.objects.get().state == State.IN_DOUBT
    assert len(list(kept_requests())) == 1
    assert account(case).differences == compare_each(case) == ()


@pytest.mark.parametrize("what", ["settled", "held", "halted", "erased", "closed", "altered", "moved house"])
def test_what_may_not_go_out_is_not_repeated(api: Api, what: str, settings: Settings, now: datetime, by: Actor) -> None:
    case = doubt(api, now, by)
    if what == "settled":
        Notice.objects.update(state=State.SENT)
    elif what == "held":
        Notice.objects.update(late_reason=HoldReason.DECEASED)
    elif what == "halted":
        halt(case=case, breach=None, kind=HaltKind.STOP, reason=HaltReason.TEXT, until=None, by=by, at=now)
    elif what == "erased":
        Notice.objects.update(patient=None)
    elif what == "closed":
        Case.objects.update(closed_at=now)
    elif what == "altered":
        Attempt.objects.update(commitment="0" * 64)
    else:
        settings.MAIL_PROVIDER = "postal"
    assert settle(now + MINUTE, by) == AtProvider()
    assert len(api.calls) == 1


def test_where_nothing_is_promised_nothing_is_repeated(postmark: Api, now: datetime, by: Actor) -> None:
    doubt(postmark, now, by)
    postmark.archive = (200, {"TotalCount": 0, "Messages": []})
    assert settle(now + MINUTE, by) == AtProvider()
    assert len(postmark.calls) == 1


TAKEN_AT = "2026-03-04T10:05:01Z"


def archive(api: Api, *, event: str = "Delivered", summary: str = "") -> Any:
    """Postmark's Messages API as it documents it, over what it was handed."""

    def answer(path: str) -> Any:
        url = urlsplit(path)
        if url.path == "/messages/outbound":
            asked = parse_qs(url.query)
            assert (asked["count"], asked["offset"]) == (["5"], ["0"])
            found = [call.json for call in api.calls if call.json["Metadata"]["try"] == asked["metadata_try"][0]]
            messages = [
                {"MessageID": "m 1", "Metadata": one["Metadata"], "Status": "Sent", "ReceivedAt": TAKEN_AT}
                for one in found
            ]
            return 200, {"TotalCount": len(messages), "Messages": messages}
        assert url.path == "/messages/outbound/m%201/details"
        details = {"Summary": summary} if summary else {"DeliveryMessage": "smtp;250 2.0.0 OK"}
        at = "2026-03-04T10:05:02.0000000-00:00"
        return 200, {"MessageID": "m 1", "MessageEvents": [{"Type": event, "ReceivedAt": at, "Details": details}]}

    return answer


def test_the_provider_s_own_list_settles_what_it_has(postmark: Api, now: datetime, by: Actor) -> None:
    case = doubt(postmark, now, by)
    postmark.archive = archive(postmark)
    assert settle(now + MINUTE, by).by_record == {State.SENT: 1}
    assert (Attempt.objects.get().code, len(postmark.calls)) == ("provider_record", 1)
    assert kinds()[-1] == "doubt.resolved_sent"
    assert json.loads(Event.objects.order_by("pk").last().body)["data"]["way"] == "relay_record"  # type: ignore[union-attr]
    assert account(case).differences == compare_each(case) == ()


def test_and_says_what_came_back(postmark: Api, now: datetime, by: Actor) -> None:
    doubt(postmark, now, by)
    postmark.archive = archive(postmark, event="Bounced", summary="smtp;550 5.1.1 unknown canari0@example.org")
    assert settle(now + MINUTE, by).by_record == {State.FAILED: 1}
    assert Attempt.objects.get().code == "5.1.1"


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"TotalCount": 0, "Messages": []}),
        # Whatever it lists, it is not the message asked for.
        (200, {"Messages": [{"MessageID": "x", "Metadata": {"try": "another"}}, {"MessageID": "y"}, 7]}),
        (200, {"Messages": None}),
        (200, []),
        (200, b"<html>"),
        (401, {}),
        (500, {}),
        CUT,
    ],
)
def test_what_it_does_not_say_settles_nothing(postmark: Api, answer: Any, now: datetime, by: Actor) -> None:
    doubt(postmark, now, by)
    postmark.archive = answer
    assert settle(now + MINUTE, by) == AtProvider()
    assert Notice.objects.get().state == State.IN_DOUBT


def test_it_is_asked_with_nothing_personal(postmark: Api, now: datetime, by: Actor) -> None:
    doubt(postmark, now, by)
    postmark.archive = archive(postmark)
    settle(now + MINUTE, by)
    assert len(postmark.asked) == 2
    assert not [path for path in postmark.asked if "canari" in path or "%40" in path or "@" in path]


def test_an_earlier_try_is_not_taken_for_the_last(postmark: Api, now: datetime, by: Actor) -> None:
    """The first came back, the second is in doubt: the first's record says nothing of it."""
    doubt(postmark, now, by)
    postmark.archive = archive(postmark)
    postmark.calls[0] = type(postmark.calls[0])(
        postmark.calls[0].path, {}, json.dumps(postmark.calls[0].json | {"Metadata": {"try": "the first"}}).encode()
    )
    assert settle(now + MINUTE, by) == AtProvider()


def test_a_relay_s_doubts_are_none_of_a_provider_s(settings: Settings, now: datetime, by: Actor) -> None:
    settings.MAIL_PROVIDER = ""
    assert settle(now, by) == AtProvider()
