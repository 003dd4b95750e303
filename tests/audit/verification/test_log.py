"""The whole log verified; and the campaign: each change behind Django's back is found."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from notifier.audit import triggers
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import change_key, make_checkpoint
from notifier.audit.models import Checkpoint, Event, Leaf, Pending, Tile, TimeStamp
from notifier.audit.tree import store_tiles
from notifier.audit.verification import verify_log
from notifier.audit.verification.verdict import CODES
from notifier.lib.merkle import leaf_hash
from notifier.lib.tiles import TileBuilder
from tests.audit.logs import write
from tests.audit.test_keys import NEW, OLD
from tests.audit.test_sequencer import forge

pytestmark = pytest.mark.django_db
EVENTS = 700


@pytest.fixture
def log(by: Actor, now: datetime) -> list[bytes]:
    """Some hundred events under three checkpoints, which others hold as well."""
    notes = []
    for count in (3, 290, EVENTS - 293 - 1):
        write(count, at=now, by=by)
        notes.append(bytes(make_checkpoint(at=now).note))
    return notes


def codes(**options: Any) -> set[str]:
    found = {finding.code for finding in verify_log(**options).findings}
    assert found <= set(CODES)
    return found


def test_an_untouched_log_holds(log: list[bytes]) -> None:
    verdict = verify_log(older=log)
    assert verdict.findings == []
    assert (verdict.size, verdict.waiting, verdict.checkpoints, verdict.signed) == (EVENTS, 0, 3, EVENTS)


def test_an_empty_log_holds() -> None:
    assert verify_log().holds


def test_events_that_wait_are_no_fault(log: list[bytes], by: Actor, now: datetime) -> None:
    write(4, at=now, by=by)
    verdict = verify_log(older=log)
    assert (verdict.holds, verdict.waiting) == (True, 4)


def test_a_log_whose_key_changed_holds(by: Actor, now: datetime, settings: Settings) -> None:
    settings.LOG_KEYS = OLD
    write(3, at=now, by=by)
    old = bytes(make_checkpoint(at=now).note)
    settings.LOG_KEYS = f"{NEW},{OLD}"
    change_key(by=by, at=now)
    make_checkpoint(at=now)
    settings.LOG_KEYS = NEW
    write(3, at=now, by=by)
    make_checkpoint(at=now)
    verdict = verify_log(older=[old])
    assert verdict.findings == []
    assert len(verdict.keys) == 2
    assert verify_log(key=verdict.keys[0]).holds
    assert codes(key="0000 0000") == {"key_unknown"}


def test_a_checkpoint_of_another_log_is_refused(log: list[bytes]) -> None:
    assert codes(older=[log[0].replace(b"journal", b"joumal")]) == {"older_checkpoint_refused"}


def random_bytes(chance: random.Random, data: bytes) -> bytes:
    """The same but for one byte."""
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ chance.randrange(1, 256)]) + data[place + 1 :]


def pick(chance: random.Random, rows: Any) -> Any:
    return rows.order_by("pk")[chance.randrange(rows.count())]


def change_body(chance: random.Random) -> None:
    event = pick(chance, Event.objects)
    Event.objects.filter(pk=event.pk).update(body=random_bytes(chance, bytes(event.body)))


def change_column(chance: random.Random) -> None:
    event = pick(chance, Event.objects)
    column, value = chance.choice([
        ("kind", "test.other"), ("actor", "user:99"), ("subject", "thing:x"), ("at", datetime(2020, 1, 1).astimezone()),
        ("case_id", "00000000-0000-4000-8000-000000000009"), ("uid", "00000000-0000-4000-8000-000000000009"),
    ])  # fmt: skip
    Event.objects.filter(pk=event.pk).update(**{column: value})


def remove_event(chance: random.Random) -> None:
    Event.objects.filter(pk=pick(chance, Event.objects).pk).delete()


def renumber_event(chance: random.Random) -> None:
    Event.objects.filter(pk=pick(chance, Event.objects).pk).update(id=10**9)


def remove_newest_traces(chance: random.Random) -> None:
    """The newest event with its place, as if it had never been."""
    leaf = Leaf.objects.latest("place")
    Event.objects.filter(pk=leaf.event_id).delete()
    leaf.delete()


def swap_places(chance: random.Random) -> None:
    one, other = chance.sample(list(Leaf.objects.all()), 2)
    Leaf.objects.filter(pk=one.pk).update(event_id=10**9)
    Leaf.objects.filter(pk=other.pk).update(event_id=one.event_id)
    Leaf.objects.filter(pk=one.pk).update(event_id=other.event_id)


def swap_bodies(chance: random.Random) -> None:
    one, other = chance.sample(list(Event.objects.all()), 2)
    Event.objects.filter(pk=one.pk).update(body=other.body)
    Event.objects.filter(pk=other.pk).update(body=one.body)


def remove_place(chance: random.Random) -> None:
    pick(chance, Leaf.objects).delete()


def add_place(chance: random.Random) -> None:
    Leaf.objects.create(place=EVENTS, event_id=10**9)


def slip_in_an_event(chance: random.Random) -> None:
    """A copy of a real one, and its seal with it."""
    event = pick(chance, Event.objects)
    event.pk, event.uid = None, "00000000-0000-4000-8000-000000000009"
    event.save(force_insert=True)


def forge_an_event(chance: random.Random) -> None:
    forge(datetime(2026, 3, 4).astimezone(), Actor("system", "thief"))


def change_tile(chance: random.Random) -> None:
    tile = pick(chance, Tile.objects)
    Tile.objects.filter(pk=tile.pk).update(hashes=random_bytes(chance, bytes(tile.hashes)))


def remove_tile(chance: random.Random) -> None:
    pick(chance, Tile.objects).delete()


def add_tile(chance: random.Random) -> None:
    Tile.objects.create(level=chance.randrange(4), index=999, hashes=bytes(32))


def change_note(chance: random.Random) -> None:
    row = pick(chance, Checkpoint.objects)
    Checkpoint.objects.filter(pk=row.pk).update(note=random_bytes(chance, bytes(row.note)))


def change_signed_size(chance: random.Random) -> None:
    Checkpoint.objects.filter(pk=pick(chance, Checkpoint.objects).pk).update(size=chance.randrange(10**6, 10**7))


def change_signed_root(chance: random.Random) -> None:
    row = pick(chance, Checkpoint.objects)
    Checkpoint.objects.filter(pk=row.pk).update(root=random_bytes(chance, bytes(row.root)))


def leave_a_wait_behind(chance: random.Random) -> None:
    Pending.objects.create(event_id=10**9)


def add_a_stamp(chance: random.Random) -> None:
    size = pick(chance, Checkpoint.objects).size
    at = datetime(2026, 3, 4).astimezone()
    TimeStamp.objects.create(size=size, authority="http://tsa.test", token=b"nonsense", made_at=at)


HARMS: tuple[Callable[[random.Random], None], ...] = (
    change_body, change_column, remove_event, renumber_event, remove_newest_traces, swap_places, swap_bodies,
    remove_place, add_place, slip_in_an_event, forge_an_event, change_tile, remove_tile, add_tile, change_note,
    change_signed_size, change_signed_root, leave_a_wait_behind, add_a_stamp,
)  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_every_change_behind_the_logs_back_is_found(harm: Callable[[random.Random], None], log: list[bytes]) -> None:
    """The triggers are lifted and put back, as by someone who owns the database; each time the copy is restored."""
    for seed in range(12):
        triggers.remove(connection)
        mark = transaction.savepoint()
        harm(random.Random(seed))
        triggers.install(connection)
        assert not verify_log().holds, f"{harm.__name__} with seed {seed} went unseen"
        transaction.savepoint_rollback(mark)
        triggers.install(connection)
    assert verify_log(older=log).holds


def test_a_log_rewritten_as_a_whole_is_found_by_whoever_holds_a_checkpoint(
    log: list[bytes], by: Actor, now: datetime
) -> None:
    """The operator, who has every key, tells another story: only the checkpoints others hold give it away."""
    triggers.remove(connection)
    for model in (Event, Leaf, Tile, Checkpoint, Pending):
        model.objects.all().delete()
    triggers.install(connection)
    write(EVENTS, at=now, by=by, kind="test.otherwise")
    make_checkpoint(at=now)
    assert verify_log().holds
    assert codes(older=log[:2]) == {"older_checkpoint_differs"}


def test_a_log_rolled_back_is_found_by_whoever_holds_a_newer_checkpoint(log: list[bytes]) -> None:
    """Yesterday's backup, put back in silence."""
    kept = Checkpoint.objects.order_by("size")[1].size
    triggers.remove(connection)
    newer = list(Leaf.objects.filter(place__gte=kept).values_list("event_id", flat=True))
    Event.objects.filter(pk__in=newer).delete()
    Leaf.objects.filter(place__gte=kept).delete()
    Checkpoint.objects.filter(size__gt=kept).delete()
    restore_tiles()
    triggers.install(connection)
    assert verify_log().holds
    assert codes(older=log) == {"older_checkpoint_ahead"}


def restore_tiles() -> None:
    """The tiles as they were then: made anew from what is left."""
    Tile.objects.all().delete()
    bodies = dict(Event.objects.values_list("pk", "body"))
    builder = TileBuilder()
    for pk in Leaf.objects.order_by("place").values_list("event_id", flat=True):
        builder.append(leaf_hash(bytes(bodies[pk])))
    store_tiles(builder)


def test_findings_say_where(log: list[bytes]) -> None:
    leaf = Leaf.objects.get(place=57)
    event = Event.objects.get(pk=leaf.event_id)
    triggers.remove(connection)
    Event.objects.filter(pk=event.pk).update(body=bytes(event.body)[:-1] + b" ")
    triggers.install(connection)
    (finding,) = verify_log(older=log).findings
    assert (finding.code, finding.place, finding.event) == ("event_changed", 57, str(event.uid))
    assert f"place 57, event {event.uid}" in str(finding)


def test_a_missing_trigger_is_a_finding(log: list[bytes]) -> None:
    triggers.remove(connection)
    assert codes() == {"trigger_missing"}
    triggers.install(connection)
