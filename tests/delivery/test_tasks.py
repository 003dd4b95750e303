"""The tasks: they carry nothing, and losing or doubling them does no harm."""

import logging
from datetime import datetime

import pytest
import time_machine
from celery.worker import state as worker_state
from django.conf import settings
from django.core import mail
from pytest_django import Settings

from notifier.accounts.models import SenderCheck
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.celery import app
from notifier.delivery.models import Alarm, StaffMail
from notifier.delivery.tasks import look_the_sender_up, staff_mail, tick, watch, work
from notifier.notices.models import Notice
from tests.names import SERVFAIL
from tests.senders import DOMAIN, real_sender
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
    assert schedule["tick"] == {"task": "delivery.tick", "schedule": 2.0, "options": {"expires": 10}}
    assert schedule["staff_mail"] == {"task": "delivery.staff_mail", "schedule": 300.0, "options": {"expires": 240}}
    assert all({"args", "kwargs"}.isdisjoint(entry) for entry in schedule.values())
    app.loader.import_default_modules()
    assert {entry["task"] for entry in schedule.values()} <= set(app.tasks)


@pytest.mark.parametrize(("moment", "sent"), [("2026-03-04 05:59Z", 0), ("2026-03-04 06:01Z", 1)])
def test_the_days_checkpoint_leaves_from_seven_by_the_practices_clock(
    mail_case: Case, now: datetime, moment: str, sent: int, settings: Settings
) -> None:
    make_checkpoint(at=now)
    with time_machine.travel(moment, tick=False):
        for _ in range(3):
            staff_mail()
    assert len(mail.outbox) == StaffMail.objects.filter(state="sent").count() == sent


def test_no_checkpoint_is_owed_before_there_is_one(mail_case: Case) -> None:
    with time_machine.travel("2026-03-04 12:00Z", tick=False):
        staff_mail(day="2026-03-03")
    assert not StaffMail.objects.filter(kind="checkpoint").exists()


def test_mail_to_staff_that_cannot_go_on_is_said_without_an_address(
    mail_case: Case, now: datetime, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    make_checkpoint(at=now)
    with smtp_server(Script()) as port:
        pass
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    with time_machine.travel("2026-03-04 12:00Z", tick=False), caplog.at_level(logging.WARNING):
        staff_mail()
    assert "mail to staff cannot go on: relay_unreachable" in caplog.text
    assert "@" not in caplog.text


def test_the_sender_is_looked_up_and_silence_is_logged(
    case: Case, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    look_the_sender_up()
    assert SenderCheck.objects.count() == 0
    with real_sender(settings) as world:
        world.records[DOMAIN, "MX"] = [SERVFAIL]
        with caplog.at_level(logging.WARNING):
            look_the_sender_up()
        assert f"not all records of the sender could be looked up: {DOMAIN}" in caplog.text
        del world.records[DOMAIN, "MX"]
        look_the_sender_up()
    assert SenderCheck.objects.get().verdict == "bad"
    assert Event.objects.get(kind="sender.failing").actor == "worker:outbox"


def test_watching_twice_tells_once(case: Case) -> None:
    Notice.objects.filter(channel="email").update(state="in_doubt")
    for _ in range(2):
        watch()
    assert Event.objects.filter(kind="alarm.raised").count() == Alarm.objects.filter(kind="doubts").count() == 1
