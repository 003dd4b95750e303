"""Reminders are owed once, and a standstill is no flood."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.actions import record_awareness
from notifier.delivery.actions import owe_deadlines
from notifier.delivery.models import StaffMail
from notifier.law.ledger import AwarenessKind
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def owed(cast: Cast) -> list[str]:
    keys = StaffMail.objects.filter(user=cast.owner).order_by("pk").values_list("key", flat=True)
    return [key.split(":", 2)[2].rpartition(":")[0] for key in keys]


def test_each_step_is_owed_once_however_often_it_is_asked(cast: Cast, now: datetime, by: Actor) -> None:
    assert [owe_deadlines(by=by, at=now) for _ in range(3)] == [4, 0, 0]
    for hours in (25, 26, 49, 50):
        owe_deadlines(by=by, at=now + hours * HOUR)
    assert owed(cast) == ["authority/opened", "authority/48_h_left", "authority/24_h_left"]
    events = Event.objects.filter(kind="staff_mails.owed").order_by("pk")
    assert [read_event(bytes(event.body))["data"] for event in events] == [{"kind": "deadline", "count": 4}] * 3


def test_after_days_of_standstill_each_clock_says_its_latest(cast: Cast, now: datetime, by: Actor) -> None:
    owe_deadlines(by=by, at=now + 24 * 9 * HOUR)
    assert sorted(owed(cast)) == ["authority/late_3_days", "people/day_7"]


def test_a_corrected_awareness_repeats_nothing(cast: Cast, now: datetime, by: Actor) -> None:
    owe_deadlines(by=by, at=now)
    record_awareness(
        case=cast.case, kind=AwarenessKind.CERTAINTY, happened_at=now - HOUR, reason="mal lu", by=by, at=now
    )
    owe_deadlines(by=by, at=now + HOUR)
    assert owed(cast) == ["authority/opened"]
