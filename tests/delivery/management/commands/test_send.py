"""`manage.py send`."""

import json
from collections.abc import Iterator
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from notifier.breaches.models import Case
from notifier.delivery.management.commands import send
from notifier.delivery.models import Window
from notifier.notices.models import Notice
from tests.smtp import Script, smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay(settings: Settings) -> Iterator[Script]:
    script = Script()
    with smtp_server(script) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield script


def run(*options: str) -> tuple[str, str]:
    said, aside = StringIO(), StringIO()
    call_command("send", *options, stdout=said, stderr=aside)
    return said.getvalue(), aside.getvalue()


def test_everything_due_is_sent(case: Case, relay: Script) -> None:
    result = json.loads(run("--json")[0])
    assert result == {"states": {"held": 1, "ready_to_print": 1, "sent": 3}, "stopped": ""}
    assert len(relay.messages) == 3


def test_one_case_only(case: Case, relay: Script) -> None:
    with pytest.raises(CommandError, match="identifiant"):
        run("--case", str(uuid4()))
    assert "sent: 3" in run("--case", str(case.pk))[0]


def test_a_relay_that_is_down_is_said(mail_case: Case, settings: Settings) -> None:
    with smtp_server(Script()) as port:
        pass
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    said, aside = run()
    assert "queued: 3" in said
    assert "relay_unreachable" in aside


def test_until_done_waits_for_what_is_to_be_tried_again(
    mail_case: Case, relay: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay.answers["RCPT"] = "450 later"
    pauses = []

    def pause(seconds: float) -> None:
        """Instead of waiting: the relay recovers, and the minute passes."""
        pauses.append(seconds)
        relay.answers.pop("RCPT", None)
        Notice.objects.filter(state="queued").update(due_at="2020-01-01T00:00:00Z")

    monkeypatch.setattr(send.time, "sleep", pause)
    assert json.loads(run("--until-done", "--json")[0])["states"] == {"sent": 3}
    assert len(pauses) == 1


def test_what_waits_for_a_limit_is_said_and_not_taken_for_done(
    mail_case: Case, relay: Script, settings: Settings
) -> None:
    settings.MAIL_LIMIT = {"day": 2}
    assert json.loads(run("--json")[0]) == {"states": {"queued": 1, "sent": 2}, "stopped": "limit"}
    assert "limit" in run()[1]
    settings.MAIL_LIMIT = {}
    assert json.loads(run("--json")[0]) == {"states": {"sent": 3}, "stopped": ""}


def test_until_done_waits_for_the_next_wave(
    mail_case: Case, relay: Script, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_LIMIT = {"day": 2}

    def pause(seconds: float) -> None:
        """Instead of waiting: the next day."""
        Window.objects.update(used=0)

    monkeypatch.setattr(send.time, "sleep", pause)
    said, aside = run("--until-done")
    assert "sent: 3" in said
    assert "limit" in aside
