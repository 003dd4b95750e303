"""Places in the tree: everyone gets one, once, however late, however many sequencers there are."""

import logging
import threading
from datetime import datetime

import pytest
from django.db import connection, connections, transaction

from notifier.audit import sequencer, tree
from notifier.audit.actors import Actor
from notifier.audit.canonical import event_bytes
from notifier.audit.models import Event, Leaf, Pending
from notifier.audit.sequencer import sequence
from notifier.lib import merkle
from notifier.lib.ids import uuid7
from tests.audit.logs import write


def leaves() -> list[bytes]:
    order = Leaf.objects.order_by("place").values_list("event_id", flat=True)
    bodies = dict(Event.objects.values_list("pk", "body"))
    return [merkle.leaf_hash(bytes(bodies[pk])) for pk in order]


def test_every_event_waits_until_it_has_its_place(db: None, by: Actor, now: datetime) -> None:
    write(5, at=now, by=by)
    assert Pending.objects.count() == 5
    assert sequence() == 5
    assert not Pending.objects.exists()
    assert list(Leaf.objects.order_by("place").values_list("place", flat=True)) == list(range(5))
    assert sequence() == 0


def test_the_stored_tree_is_the_tree_over_the_events(db: None, by: Actor, now: datetime) -> None:
    for count in (3, 254, 1, 300):
        write(count, at=now, by=by)
        sequence()
    assert tree.tree_size() == 558
    assert tree.stored_root(558) == merkle.root(leaves())
    assert tree.stored_root(257) == merkle.root(leaves()[:257])


def test_many_events_are_placed_some_at_a_time(
    db: None, by: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencer, "_BATCH", 7)
    write(40, at=now, by=by)
    assert sequence() == 40
    assert tree.stored_root(40) == merkle.root(leaves())


def test_an_event_written_without_the_logs_key_gets_no_place_and_holds_up_nobody(
    db: None, by: Actor, now: datetime, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencer, "_BATCH", 2)
    forge(now, by, times=4)
    write(3, at=now, by=by)
    with caplog.at_level(logging.ERROR):
        assert sequence() == 3
    assert Pending.objects.count() == 4
    assert "not written by this system" in caplog.text


def test_an_event_that_is_gone_holds_up_nobody(db: None, by: Actor, now: datetime) -> None:
    Pending.objects.create(event_id=1)
    write(2, at=now, by=by)
    assert sequence() == 2


def forge(now: datetime, by: Actor, *, times: int = 1) -> None:
    """Rows as someone would write them who has the database and not the key."""
    for number in range(times):
        uid = uuid7(now, bytes([number]) * 10)
        body = event_bytes(uid=uid, kind="test.forged", at=now, by=by, case=None, subject="", data={})
        Event.objects.create(uid=uid, kind="test.forged", at=now, actor=str(by), body=body, seal=bytes(32))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_event_that_commits_late_gets_its_place_late(by: Actor, now: datetime) -> None:
    """Its row number is lower than those placed before it; nobody waits for it."""
    assert connection.vendor == "postgresql"
    begun, go_on = threading.Event(), threading.Event()

    def slow_writer() -> None:
        try:
            with transaction.atomic():
                write(1, at=now, by=by, kind="test.late")
                begun.set()
                go_on.wait(30)
        finally:
            connections.close_all()

    writer = threading.Thread(target=slow_writer)
    writer.start()
    assert begun.wait(30)
    write(2, at=now, by=by)
    assert sequence() == 2
    go_on.set()
    writer.join()
    assert sequence() == 1
    late = Event.objects.get(kind="test.late")
    assert late.pk == Event.objects.order_by("pk").values_list("pk", flat=True).first()
    assert Leaf.objects.get(event_id=late.pk).place == 2
    assert tree.stored_root(3) == merkle.root(leaves())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_sequencers_and_four_writers_at_once_leave_one_tree(by: Actor, now: datetime) -> None:
    faults: list[BaseException] = []

    def run(job: object) -> None:
        try:
            for _ in range(15):
                job()  # type: ignore[operator]
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    jobs = [sequence] * 4 + [lambda: write(20, at=now, by=by)] * 4
    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    sequence()
    assert (tree.tree_size(), Pending.objects.count()) == (1200, 0)
    assert tree.stored_root(1200) == merkle.root(leaves())
