from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import transaction

from notifier.audit.actions import Fact, NotInTransaction, record, record_all
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event

CASE = UUID("00000000-0000-4000-8000-000000000001")


def test_an_event_holds_its_exact_canonical_bytes(db: None, by: Actor, now: datetime) -> None:
    record(Fact("test.happened", "thing:1", case=CASE, data={"b": 2, "a": "é"}), by=by, at=now)
    event = Event.objects.get()
    expected = (
        '{"at":"2026-03-04T10:05:00.000000Z","by":"system:tests","case":"00000000-0000-4000-8000-000000000001",'
        f'"data":{{"a":"é","b":2}},"id":"{event.uid}","kind":"test.happened","subject":"thing:1","v":1}}'
    )
    assert bytes(event.body).decode() == expected


def test_the_columns_repeat_what_the_bytes_say(db: None, by: Actor, now: datetime) -> None:
    record_all([Fact("test.first", case=CASE), Fact("test.second", "thing:2")], by=by, at=now)
    for event in Event.objects.order_by("id"):
        fact = read_event(event.body)
        assert (fact["kind"], fact["by"], fact["subject"]) == (event.kind, event.actor, event.subject)
        assert fact["case"] == (str(event.case_id) if event.case_id else None)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(by: Actor, now: datetime) -> None:
    with pytest.raises(NotInTransaction):
        record(Fact("test.happened"), by=by, at=now)


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_when_its_act_is_rolled_back(by: Actor, now: datetime) -> None:
    def act_that_fails() -> None:
        with transaction.atomic():
            record(Fact("test.happened"), by=by, at=now)
            raise KeyError

    with pytest.raises(KeyError):
        act_that_fails()
    assert not Event.objects.exists()


def test_a_time_without_zone_is_refused(db: None, by: Actor) -> None:
    with pytest.raises(ValueError, match="zone"):
        record(Fact("test.happened"), by=by, at=datetime(2026, 3, 4, 10, 5, tzinfo=UTC).replace(tzinfo=None))
