"""Many rows at once are the rows one by one."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.copying import insert_many
from notifier.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [0, 1, 19, 20, 500])
def test_rows_stand_in_their_order_with_every_value(count: int, now: datetime, by: Actor) -> None:
    case = uuid4()
    facts = [
        Fact("roster.imported", f"roster:{n}", case if n % 2 else None, {"n": n, "é\t\\": "\n"}) for n in range(count)
    ]
    with transaction.atomic():
        record_all(facts, by=by, at=now)
    events = list(Event.objects.order_by("pk"))
    assert [event.subject for event in events] == [fact.subject for fact in facts]
    assert [event.case_id for event in events] == [fact.case for fact in facts]
    assert [read_event(bytes(event.body))["data"] for event in events] == [dict(fact.data) for fact in facts]
    assert {event.at for event in events} <= {now}
    assert all(len(bytes(event.seal)) == 32 for event in events)


def test_what_the_database_refuses_is_refused(now: datetime) -> None:
    uid = uuid4()
    rows = [Event(uid=uid, kind="k", at=now, actor="a", subject="", body=b"", seal=b"") for _ in range(40)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many(rows)
    assert not Event.objects.exists()
