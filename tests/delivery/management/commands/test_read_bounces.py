"""`manage.py read_bounces`: what it prints and when it fails."""

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.delivery.models import Alarm
from notifier.delivery.tasks import read_bounces
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from tests.delivery.returns import send_all
from tests.imap import Post
from tests.post import dsns
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
BOTH = "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"


@pytest.fixture
def bounced(post: Post, now: datetime, by: Actor) -> Notice:
    approved_case(rows=BOTH, at=now, by=by)
    send_all(at=now, by=by)
    notice = Notice.objects.get()
    post.drop(dsns.POSTFIX.replace(dsns.ORIGINAL.encode(), f"<{notice.pk.hex}.email@avis.example.org>".encode()))
    return notice


def run(*words: str) -> str:
    out = StringIO()
    call_command("read_bounces", *words, stdout=out)
    return out.getvalue()


def test_it_says_what_came_and_what_was_done(bounced: Notice, post: Post) -> None:
    post.drop(dsns.AWAY)
    assert json.loads(run("--json")) == {
        "read": 2, "kinds": {"bounced_hard": 1}, "steps": {"letter": 1}, "known": 0, "left": 1, "stopped": "",
    }  # fmt: skip
    bounced.refresh_from_db()
    assert bounced.channel == Channel.LETTER


def test_in_words_it_names_nobody(bounced: Notice) -> None:
    said = run()
    assert "bounced_hard: 1" in said
    assert "canari" not in said


def test_without_a_mailbox_it_says_so() -> None:
    with pytest.raises(CommandError, match="NOTIFIER_BOUNCE_IMAP_HOST"):
        run()


def test_a_mailbox_that_cannot_be_read_is_a_failure(post: Post) -> None:
    post.password = "another"
    with pytest.raises(CommandError, match="inbox_refuses_login"):
        run("--json")


def test_a_mailbox_lost_on_the_way_is_a_failure_after_the_report(bounced: Notice, post: Post) -> None:
    post.hangs_up_on = "UID MOVE"
    with pytest.raises(CommandError, match="inbox_lost"):
        run("--json")


def test_the_workers_read_it_as_well(bounced: Notice, post: Post) -> None:
    read_bounces(unknown=1)
    bounced.refresh_from_db()
    assert bounced.channel == Channel.LETTER
    assert post.shown() == []


def test_the_workers_report_a_mailbox_that_is_down(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.password = "another"
    read_bounces()
    assert "inbox_refuses_login" in caplog.text
    assert Alarm.objects.get(kind="inbox").raised_at is None
    Alarm.objects.update(seen_at=timezone.now() - timedelta(minutes=15))
    read_bounces()
    assert Alarm.objects.get(kind="inbox").codes == ["inbox_refuses_login"]
    post.password = "secret"
    read_bounces()
    assert Alarm.objects.get(kind="inbox").over_at is not None
