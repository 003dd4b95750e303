"""Telling operators of what is wrong: once, again for what is new, and when it is over."""

from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.delivery.actions.alarming import follow_alarms
from notifier.delivery.choices import AlarmKind
from notifier.delivery.models import Alarm, StaffMail
from notifier.delivery.rules.alarms import WATCHED, Trouble
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def follow(by: Actor, at: datetime, **found: Trouble) -> list[Alarm]:
    return follow_alarms(
        found={AlarmKind(kind): trouble for kind, trouble in found.items()}, kinds=WATCHED, by=by, at=at
    )


def told() -> list[tuple[str, Any]]:
    events = Event.objects.filter(kind__startswith="alarm.").order_by("pk")
    return [(event.kind, read_event(bytes(event.body))["data"]) for event in events]


def test_it_is_told_once_however_long_it_lasts(cast: Cast, now: datetime, by: Actor) -> None:
    for minute in range(30):
        follow(by, now + minute * MINUTE, doubts=Trouble(("in_doubt",), 3 + minute))
    alarm = Alarm.objects.get()
    assert (alarm.raised_at, alarm.step, alarm.count) == (now, 1, 3)
    (mail,) = StaffMail.objects.all()
    assert (mail.user, mail.key) == (cast.operator, f"alarm:{alarm.pk}:1:user{cast.operator.pk}")
    assert told() == [("alarm.raised", {"of": "doubts", "codes": ["in_doubt"], "count": 3, "step": 1})]


def test_what_comes_besides_is_told_again_and_what_goes_is_not(cast: Cast, now: datetime, by: Actor) -> None:
    for codes in (("spf_two",), ("dkim_missing", "spf_two"), ("dkim_missing",), ("spf_two",)):
        follow(by, now, sender=Trouble(codes, len(codes)))
    alarm = Alarm.objects.get()
    assert (alarm.step, alarm.codes) == (2, ["spf_two", "dkim_missing"])
    assert StaffMail.objects.count() == 2


def test_its_end_is_told_once_and_the_next_is_another(cast: Cast, now: datetime, by: Actor) -> None:
    trouble = Trouble(("lists",), 1)
    follow(by, now, completeness=trouble)
    for _ in range(3):
        follow(by, now + MINUTE)
    follow(by, now + 2 * MINUTE, completeness=trouble)
    assert [kind for kind, _data in told()] == ["alarm.raised", "alarm.over", "alarm.raised"]
    assert StaffMail.objects.count() == 3
    assert Alarm.objects.filter(over_at=now + MINUTE).count() == 1


def test_what_passes_by_itself_is_never_told(cast: Cast, now: datetime, by: Actor) -> None:
    down = Trouble(("relay_unreachable",))
    for minute in range(10):
        follow(by, now + minute * MINUTE, channel=down)
    follow(by, now + 10 * MINUTE)
    assert (Alarm.objects.count(), StaffMail.objects.count(), told()) == (0, 0, [])
    for minute in range(20, 31):
        follow(by, now + minute * MINUTE, channel=down)
    assert Alarm.objects.get().raised_at == now + 30 * MINUTE
    assert StaffMail.objects.count() == 1


def test_kinds_are_apart(cast: Cast, now: datetime, by: Actor) -> None:
    follow(by, now, doubts=Trouble(("in_doubt",)), log=Trouble(("log_unsigned",)), crash=Trouble(("database_crashed",)))
    follow(by, now + 5 * MINUTE, doubts=Trouble(("in_doubt",)), log=Trouble(("log_unsigned",)))
    assert dict(Alarm.objects.values_list("kind", "over_at")) == {
        "doubts": None, "log": None, "crash": now + 5 * MINUTE,
    }  # fmt: skip


def test_without_an_operator_the_log_is_told_all_the_same(now: datetime, by: Actor) -> None:
    follow(by, now, doubts=Trouble(("in_doubt",)))
    assert [kind for kind, _data in told()] == ["alarm.raised"]
    assert StaffMail.objects.count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_who_see_it_at_once_tell_it_once(cast: Cast, now: datetime, by: Actor) -> None:
    def look(found: dict[AlarmKind, Trouble], at: datetime) -> None:
        try:
            for _ in range(5):
                follow_alarms(found=found, kinds=WATCHED, by=by, at=at)
        except Exception as problem:  # A thread's own would be lost.
            problems.append(problem)
        finally:
            connection.close()

    problems: list[Exception] = []
    for found, at in (({AlarmKind.DOUBTS: Trouble(("in_doubt",))}, now), ({}, now + MINUTE)):
        threads = [Thread(target=look, args=(found, at)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert problems == []
    assert [kind for kind, _data in told()] == ["alarm.raised", "alarm.over"]
    assert (Alarm.objects.count(), StaffMail.objects.count()) == (1, 2)
