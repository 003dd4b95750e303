"""The two tasks: they carry nothing, and losing or doubling them does no harm."""

import logging

import pytest
from celery.worker import state as worker_state
from django.conf import settings
from pytest_django import Settings

from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.celery import app
from notifier.delivery.tasks import tick, work
from notifier.notices.models import Notice
from tests.smtp import Script, smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the tasks ask Celery for, instead of asking."""
    found: list[tuple[object, ...]] = []
    monkeypatch.setattr(work, "apply_async", lambda *args, **options: found.append((args, options)))
    return found


@pytest.fixture
def relay(settings: Settings) -> Script:
    script = Script()
    with smtp_server(script) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield script


def test_a_tick_asks_for_a_batch_and_names_nothing(asked: list[tuple[object, ...]]) -> None:
    tick()
    assert asked == [((), {"expires": 10})]


def test_work_goes_on_while_there_is_some(case: Case, relay: Script, asked: list[tuple[object, ...]]) -> None:
    work()
    work()
    assert len(asked) == 2
    work()
    assert len(asked) == 2
    assert sorted(Notice.objects.values_list("state", flat=True)) == ["held", "ready_to_print", "sent", "sent", "sent"]
    assert {event.actor for event in Event.objects.filter(kind="notice.sent")} == {"worker:outbox"}


def test_a_doubled_message_sends_nothing_twice(case: Case, relay: Script) -> None:
    for _ in range(6):
        tick()
        work()
    assert len(relay.messages) == 3


def test_a_relay_that_is_down_is_said_without_a_name(
    case: Case, settings: Settings, asked: list[tuple[object, ...]], caplog: pytest.LogCaptureFixture
) -> None:
    with smtp_server(Script()) as port:
        pass
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    Notice.objects.filter(channel="letter").delete()
    with caplog.at_level(logging.WARNING):
        work()
    assert "relay_unreachable" in caplog.text
    assert "canari" not in caplog.text.casefold()
    assert asked == []


def test_a_worker_that_must_end_begins_nothing(
    case: Case, relay: Script, asked: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_state, "should_stop", 0)
    work()
    assert (relay.messages, asked) == ([], [])
    assert not Notice.objects.filter(state="claimed").exists()


def test_arguments_from_elsewhere_change_nothing(case: Case, relay: Script) -> None:
    tick(case="1")
    work(notice="2")


def test_beat_ticks_without_arguments() -> None:
    schedule = settings.CELERY_BEAT_SCHEDULE
    assert schedule["tick"]["schedule"] == 2.0
    app.loader.import_default_modules()
    assert {entry["task"] for entry in schedule.values()} <= set(app.tasks)
    assert [name for name, entry in schedule.items() if {"args", "kwargs"} & set(entry)] == []
    # A tick that was not read in time is worth nothing: the next one does the same.
    assert all(entry["options"]["expires"] for entry in schedule.values())
