"""The one statement on PostgreSQL: what it writes is what the two ways have in common, and what it waits for."""

from collections.abc import Iterator
from datetime import datetime
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.keys import is_sealed
from notifier.audit.models import Event
from notifier.delivery.actions import Batch, Finished, Start, claim_batch, record_and_start
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def batch(now: datetime, by: Actor) -> Iterator[Batch]:
    approved_case(emails=3, at=now, by=by)
    batch = claim_batch(channels=[Channel.EMAIL], size=10, case=None, by=by, at=now)
    assert batch is not None
    yield batch
    connections.close_all()


def start(batch: Batch, place: int, sealed: bytes = b"sealed") -> Start:
    return Start(
        uuid4(), batch.notices[place], batch.case, batch.token, batch.channel, None, "digest", f"<{place}@x>", "c" * 64,
        sealed,
    )  # fmt: skip


def test_receipt_and_start_are_written_together(batch: Batch, now: datetime, by: Actor) -> None:
    first, second = start(batch, 0), start(batch, 1)
    assert record_and_start(finished=None, start=first, by=by, at=now)
    assert record_and_start(finished=Finished(first, Outcome.ACCEPTED, "250"), start=second, by=by, at=now)
    told = Attempt.objects.order_by("message_id").values_list("pk", "outcome", "code", "ended_at", "message_id")
    assert list(told) == [
        (first.attempt, Outcome.ACCEPTED, "250", now, "<0@x>"), (second.attempt, Outcome.STARTED, "", None, "<1@x>"),
    ]  # fmt: skip
    kept = Attempt.objects.get(pk=second.attempt)
    assert (bytes(kept.sealed or b""), kept.commitment, kept.number) == (b"sealed", "c" * 64, 1)
    states = dict(Notice.objects.values_list("pk", "state"))
    assert [states[pk] for pk in batch.notices] == [State.SENT, State.SENDING, State.CLAIMED]


def test_its_events_are_the_logs_own_in_their_order(batch: Batch, now: datetime, by: Actor) -> None:
    first, second = start(batch, 0), start(batch, 1)
    record_and_start(finished=None, start=first, by=by, at=now)
    record_and_start(finished=Finished(first, Outcome.ACCEPTED, "250"), start=second, by=by, at=now)
    events = list(Event.objects.order_by("pk"))[-3:]
    assert [event.kind for event in events] == ["attempt.started", "notice.sent", "attempt.started"]
    for event in events:
        fact = read_event(bytes(event.body))
        assert (fact["id"], fact["kind"], fact["subject"]) == (str(event.uid), event.kind, event.subject)
        assert (fact["by"], fact["case"]) == (event.actor, str(event.case_id))
        assert is_sealed(bytes(event.body), bytes(event.seal))


def test_nothing_is_told_of_what_did_not_happen(batch: Batch, now: datetime, by: Actor) -> None:
    first, second = start(batch, 0), start(batch, 1)
    record_and_start(finished=None, start=first, by=by, at=now)
    Notice.objects.filter(pk=second.notice).update(token=uuid4())
    before = Event.objects.count()
    assert not record_and_start(finished=Finished(first, Outcome.ACCEPTED, "250"), start=second, by=by, at=now)
    assert Event.objects.count() == before + 1
    assert not Attempt.objects.filter(pk=second.attempt).exists()


def test_it_alone_does_not_wait_for_the_disk(batch: Batch, now: datetime, by: Actor) -> None:
    record_and_start(finished=None, start=start(batch, 0), by=by, at=now)
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


def test_what_an_import_holds_is_not_begun_and_not_waited_for(batch: Batch, now: datetime, by: Actor) -> None:
    first, second = start(batch, 0), start(batch, 1)
    record_and_start(finished=None, start=first, by=by, at=now)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM notices_notice WHERE id = %s FOR UPDATE", [second.notice])
        assert not record_and_start(finished=Finished(first, Outcome.ACCEPTED, "250"), start=second, by=by, at=now)
        other.rollback()
    finally:
        other.close()
    assert Notice.objects.get(pk=first.notice).state == State.SENT
    assert Notice.objects.get(pk=second.notice).state == State.CLAIMED


def test_while_it_waits_for_its_receipt_it_holds_no_other(batch: Batch, now: datetime, by: Actor) -> None:
    """An import that holds the one and asks for the other would wait for ever for a worker that does the opposite."""
    first, second = start(batch, 0), start(batch, 1)
    record_and_start(finished=None, start=first, by=by, at=now)
    begun: list[bool] = []

    def work() -> None:
        begun.append(record_and_start(finished=Finished(first, Outcome.ACCEPTED, "250"), start=second, by=by, at=now))
        connections.close_all()

    worker, other = Thread(target=work), connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM notices_notice WHERE id = %s FOR UPDATE", [first.notice])
            worker.start()
            while not _somebody_waits():
                assert worker.is_alive()
            cursor.execute("SELECT 1 FROM notices_notice WHERE id = %s FOR UPDATE NOWAIT", [second.notice])
        other.rollback()
    finally:
        other.close()
        worker.join()
    assert begun == [True]


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None
