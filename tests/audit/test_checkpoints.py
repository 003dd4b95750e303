"""Checkpoints: signed, continuous, and refused when the log is not what it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from notifier.audit import triggers
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import LogKeyMissing, LogTampered, change_key, latest_checkpoint, make_checkpoint
from notifier.audit.history import BrokenHistory, key_history
from notifier.audit.models import Checkpoint, Event, Leaf, Tile
from notifier.audit.tree import open_builder, store_tiles, stored_root
from notifier.lib.checkpoints import read_checkpoint
from notifier.lib.merkle import leaf_hash
from notifier.lib.notes import open_note, signer_ids
from tests.audit.logs import write
from tests.audit.test_keys import NEW, OLD

pytestmark = pytest.mark.django_db


@contextmanager
def unguarded() -> Iterator[None]:
    """The database in the hands of someone who takes its triggers away for the moment."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


def test_a_checkpoint_is_a_signed_note_over_every_event(by: Actor, now: datetime, settings: Settings) -> None:
    write(5, at=now, by=by)
    checkpoint = make_checkpoint(at=now)
    history = key_history()
    assert history is not None
    text = read_checkpoint(open_note(bytes(checkpoint.note), history.keys))
    assert text.origin == settings.LOG_ORIGIN
    # The log begins by saying its own name.
    assert (text.size, checkpoint.size, text.root) == (6, 6, stored_root(6))


def test_nothing_new_needs_no_new_checkpoint(by: Actor, now: datetime) -> None:
    write(1, at=now, by=by)
    first = make_checkpoint(at=now)
    assert make_checkpoint(at=now + timedelta(hours=1)) == first == latest_checkpoint()
    write(1, at=now, by=by)
    assert make_checkpoint(at=now).size == first.size + 1


def test_the_logs_name_stays_when_the_setting_changes(by: Actor, now: datetime, settings: Settings) -> None:
    before = read_checkpoint(bytes(make_checkpoint(at=now).note).decode().rpartition("\n\n")[0] + "\n").origin
    settings.LOG_ORIGIN = "elsewhere.test/journal"
    write(1, at=now, by=by)
    assert bytes(make_checkpoint(at=now).note).decode().startswith(f"{before}\n")


def test_a_changed_key_is_told_by_an_event_that_both_keys_signed(by: Actor, now: datetime, settings: Settings) -> None:
    settings.LOG_KEYS = OLD
    make_checkpoint(at=now)
    settings.LOG_KEYS = f"{NEW},{OLD}"
    new = change_key(by=by, at=now)
    assert change_key(by=by, at=now) == new
    history = key_history()
    assert history is not None
    assert (len(history.keys), history.current) == (2, new)
    both = make_checkpoint(at=now)
    assert [key_id for _, key_id in signer_ids(bytes(both.note))] == [k.key_id for k in reversed(history.keys)]
    settings.LOG_KEYS = NEW
    write(1, at=now, by=by)
    assert [key_id for _, key_id in signer_ids(bytes(make_checkpoint(at=now).note))] == [new.key_id]


def test_a_new_key_signs_nothing_before_the_old_one_has_said_so(by: Actor, now: datetime, settings: Settings) -> None:
    settings.LOG_KEYS = OLD
    first = make_checkpoint(at=now)
    write(1, at=now, by=by)
    settings.LOG_KEYS = f"{NEW},{OLD}"
    second = make_checkpoint(at=now)
    assert signer_ids(bytes(first.note)) == signer_ids(bytes(second.note))
    settings.LOG_KEYS = NEW
    with pytest.raises(LogKeyMissing):
        change_key(by=by, at=now)


def test_a_log_whose_key_is_gone_is_not_signed_by_another(by: Actor, now: datetime, settings: Settings) -> None:
    settings.LOG_KEYS = OLD
    make_checkpoint(at=now)
    settings.LOG_KEYS = NEW
    write(1, at=now, by=by)
    # What the old key sealed is all placed; the new one seals, and does not sign.
    with pytest.raises(LogKeyMissing):
        make_checkpoint(at=now)


def rewrite_a_tile() -> None:
    tile = Tile.objects.get(level=0)
    tile.hashes = bytes(32) + bytes(tile.hashes)[32:]
    tile.save()


def drop_the_last_leaf() -> None:
    Leaf.objects.order_by("-place")[0].delete()


def forget_the_beginning() -> None:
    Event.objects.filter(kind="log.begun").update(subject="")


@pytest.mark.parametrize("harm", [rewrite_a_tile, drop_the_last_leaf, forget_the_beginning])
def test_a_log_that_no_longer_continues_is_not_signed(harm: Callable[[], None], by: Actor, now: datetime) -> None:
    write(3, at=now, by=by)
    make_checkpoint(at=now)
    with unguarded():
        harm()
    write(0 if harm is drop_the_last_leaf else 1, at=now, by=by)
    with pytest.raises((LogTampered, BrokenHistory)):
        make_checkpoint(at=now)


def test_an_event_changed_between_its_place_and_the_signature_is_noticed(by: Actor, now: datetime) -> None:
    make_checkpoint(at=now)
    write(2, at=now, by=by)
    event = Event.objects.latest("pk")
    with unguarded():
        Event.objects.filter(pk=event.pk).update(body=bytes(event.body).replace(b'"n":1', b'"n":7'))
    # Its seal does not hold, so it gets no place, and the other one is signed.
    assert make_checkpoint(at=now).size == 2
    with unguarded():
        Event.objects.filter(pk=event.pk).update(body=event.body)
    assert make_checkpoint(at=now).size == 3


def test_an_event_slipped_into_the_tree_is_not_signed(by: Actor, now: datetime) -> None:
    make_checkpoint(at=now)
    write(1, at=now, by=by)
    with unguarded():
        Event.objects.filter(kind="test.happened").update(seal=bytes(32))
    hand_made = open_builder()
    event = Event.objects.get(kind="test.happened")
    hand_made.append(leaf_hash(bytes(event.body)))
    Leaf.objects.create(place=1, event_id=event.pk)
    store_tiles(hand_made)
    with pytest.raises(LogTampered):
        make_checkpoint(at=now)


def test_a_log_cannot_begin_twice_or_take_a_key_nobody_vouched_for(by: Actor, now: datetime) -> None:
    make_checkpoint(at=now)
    write(1, at=now, by=by, kind="log.begun")
    assert key_history() is not None  # Its subject is not the log.
    with unguarded():
        Event.objects.filter(kind="log.begun").update(subject="log")
    with pytest.raises(BrokenHistory):
        key_history()


def test_an_old_checkpoint_is_kept_as_it_was_handed_out(by: Actor, now: datetime) -> None:
    first = bytes(make_checkpoint(at=now).note)
    write(3, at=now, by=by)
    make_checkpoint(at=now)
    assert bytes(Checkpoint.objects.order_by("size")[0].note) == first
