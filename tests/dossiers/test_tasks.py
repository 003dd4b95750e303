"""The daily tick."""

from datetime import datetime

import pytest
import time_machine
from django.conf import settings

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.celery import app
from notifier.dossiers.actions.closing import close_case
from notifier.dossiers.tasks import retention
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_tick_erases_what_is_due(ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    with time_machine.travel(datetime(2026, 6, 3, 2, 0, tzinfo=now.tzinfo)):
        retention(from_a_newer_version=1)
    assert Event.objects.get(kind="case.erased").actor == "worker:retention"


def test_what_is_refused_is_said_to_the_operator(now: datetime, by: Actor, caplog: pytest.LogCaptureFixture) -> None:
    case = approved_case(emails=1, at=now, by=by)
    Case.objects.filter(pk=case.pk).update(closed_at=now)
    with time_machine.travel(datetime(2026, 6, 3, 2, 0, tzinfo=now.tzinfo)):
        retention()
    assert caplog.messages == [
        f"case {case.pk} was due and is not erased: notices_moving",
        "alarm erasure: notices_moving (1)",
    ]
    Case.objects.filter(pk=case.pk).update(closed_at=None)
    with time_machine.travel(datetime(2026, 6, 4, 2, 0, tzinfo=now.tzinfo)):
        retention()
    assert caplog.messages[2:] == ["alarm erasure is over"]


def test_beat_knows_the_task() -> None:
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    app.loader.import_default_modules()
    assert "dossiers.retention" in names & set(app.tasks)
