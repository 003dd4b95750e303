"""The ticks of the log."""

import logging
from datetime import datetime

import pytest
import time_machine
from pytest_django.fixtures import Settings

from notifier.audit.actors import Actor
from notifier.audit.models import Checkpoint, Leaf, Pending
from notifier.audit.tasks import keep, stamp
from tests.audit.logs import write
from tests.audit.test_keys import NEW, OLD

pytestmark = pytest.mark.django_db


def test_the_log_is_kept_and_signed_once_a_minute(by: Actor, now: datetime) -> None:
    with time_machine.travel(now, tick=False) as clock:
        write(2, at=now, by=by)
        keep()
        write(2, at=now, by=by)
        keep(unknown="from a newer sender")
        assert (Checkpoint.objects.count(), Leaf.objects.count(), Pending.objects.count()) == (1, 5, 0)
        clock.shift(61)
        keep()
        keep()
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [3, 5]


def test_a_log_that_cannot_be_signed_is_told_to_the_operator(
    by: Actor, now: datetime, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.LOG_KEYS = OLD
    with time_machine.travel(now, tick=False) as clock, caplog.at_level(logging.ERROR):
        keep()
        settings.LOG_KEYS = NEW
        clock.shift(61)
        write(1, at=now, by=by)
        keep()
    assert "run manage.py verify_log" in caplog.text
    assert Checkpoint.objects.count() == 1


def test_without_an_authority_nothing_is_asked(by: Actor, now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        keep()
        stamp()


def test_an_authority_that_does_not_answer_is_noted(
    now: datetime, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TSA_URL = "http://127.0.0.1:9/"
    with time_machine.travel(now, tick=False), caplog.at_level(logging.WARNING):
        keep()
        stamp()
    assert "no time stamp" in caplog.text
