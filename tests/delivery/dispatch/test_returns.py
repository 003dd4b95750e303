"""From a report in the mailbox to the letter, with real servers on both sides."""

import logging
from collections.abc import Iterator
from datetime import datetime

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.delivery.channels import open_channels
from notifier.delivery.channels.inbox import Inbox, Mailbox
from notifier.delivery.choices import FeedbackKind, Step
from notifier.delivery.dispatch import work_batch
from notifier.delivery.dispatch.returns import Returns, read_returns
from notifier.delivery.models import Attempt, Feedback
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.imap import Post
from tests.post import dsns
from tests.smtp import Script, smtp_server
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
BOTH = "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"
RETURNS = "retours.avis.example.org"


@pytest.fixture
def relay(settings: Settings) -> Iterator[Script]:
    script = Script()
    with smtp_server(script) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield script


@pytest.fixture
def sent(relay: Script, settings: Settings, now: datetime, by: Actor) -> Notice:
    settings.BOUNCE_DOMAIN = RETURNS
    approved_case(rows=BOTH, at=now, by=by)
    with open_channels() as channels:
        work_batch({Channel.EMAIL: channels[Channel.EMAIL]}, clock=lambda: now, by=by)
    return Notice.objects.get()


def read(now: datetime, by: Actor) -> Returns:
    mailbox = Mailbox.from_settings()
    assert mailbox is not None
    with Inbox(mailbox) as inbox:
        return read_returns(inbox, clock=lambda: now, by=by)


def own(notice: Notice, data: bytes = dsns.POSTFIX) -> bytes:
    message_id = Attempt.objects.get(notice=notice).message_id
    return data.replace(dsns.ORIGINAL.encode(), message_id.encode())


def test_a_message_carries_a_return_address_of_its_own(sent: Notice, relay: Script) -> None:
    # The first was only asked for.
    _usual, sender = relay.senders
    assert sender.startswith("retour-")
    assert sender.endswith(f"@{RETURNS}")
    assert "canari" not in sender
    assert b"retour-" not in relay.messages[0]


def test_without_a_domain_for_returns_all_stays_as_it_was(
    relay: Script, settings: Settings, now: datetime, by: Actor
) -> None:
    approved_case(emails=2, at=now, by=by)
    with open_channels() as channels:
        work_batch({Channel.EMAIL: channels[Channel.EMAIL]}, clock=lambda: now, by=by)
    assert set(relay.senders) == {settings.MAIL_SENDER}


def test_a_bounce_to_that_address_becomes_a_letter(
    sent: Notice, relay: Script, post: Post, now: datetime, by: Actor
) -> None:
    """Even where the report gives nothing back by which it could be told."""
    post.drop(dsns.report("Action: failed\nStatus: 5.1.1", to=relay.senders[-1], head="Subject: Information\n"))
    report = read(now, by)
    assert (report.steps, report.left) == ({Step.LETTER: 1}, 0)
    notice = Notice.objects.get()
    assert (notice.state, notice.channel) == (State.QUEUED, Channel.LETTER)
    assert post.shown() == []


def test_the_message_id_is_the_second_way_to_know(sent: Notice, post: Post, now: datetime, by: Actor) -> None:
    post.drop(own(sent))
    assert read(now, by).kinds == {FeedbackKind.BOUNCED_HARD: 1}
    assert Notice.objects.get().channel == Channel.LETTER


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("POSTFIX_DELAYED", Step.NOTHING), ("POSTFIX_DELIVERED", Step.NOTED), ("GMAIL_FULL", Step.AGAIN),
        ("COMPLAINT", Step.NOTED), ("QMAIL", Step.LETTER), ("EXCHANGE_SPAM", Step.LETTER),
    ],
)  # fmt: skip
def test_each_word_does_what_it_must(sent: Notice, post: Post, now: datetime, by: Actor, name: str, step: Step) -> None:
    post.drop(own(sent, getattr(dsns, name)))
    assert read(now, by).steps == {step: 1}


def test_the_same_report_twice_does_nothing_more(sent: Notice, post: Post, now: datetime, by: Actor) -> None:
    """As a reader leaves it that dies before it put the report away."""
    post.drop(own(sent))
    post.drop(own(sent))
    report = read(now, by)
    assert (report.steps, report.known) == ({Step.LETTER: 1}, 1)
    assert Feedback.objects.count() == 1
    assert post.shown() == []


def test_other_mail_stays_and_is_counted_and_nobody_is_logged(
    sent: Notice, post: Post, now: datetime, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for data in (dsns.AWAY, dsns.GARBAGE, dsns.POSTFIX):
        post.drop(data)
    post.drop(own(sent))
    report = read(now, by)
    # The third is about a message of nobody we know.
    assert (report.left, report.steps) == (3, {Step.LETTER: 1})
    assert len(post.shown()) == 3
    assert "canari" not in caplog.text.lower()


def test_a_mailbox_lost_on_the_way_says_so_and_loses_nothing(
    sent: Notice, post: Post, now: datetime, by: Actor
) -> None:
    post.drop(own(sent))
    post.hangs_up_on = "UID MOVE"
    assert read(now, by).stopped == "inbox_lost"
    post.hangs_up_on = ""
    assert read(now, by).known == 1
    assert post.shown() == []
