from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Checkpoint, Event
from notifier.audit.proofs import NotInTree, prove, prove_growth
from notifier.lib import merkle
from tests.audit.logs import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def checkpoint(by: Actor, now: datetime) -> Checkpoint:
    write(300, at=now, by=by)
    return make_checkpoint(at=now)


def hashes() -> dict[int, bytes]:
    return {event.pk: merkle.leaf_hash(bytes(event.body)) for event in Event.objects.all()}


def test_one_event_is_proved_with_a_path_anybody_can_check(checkpoint: Checkpoint) -> None:
    event = Event.objects.get(subject="thing:77")
    proof = prove([event.pk], checkpoint.size)
    path, place = list(proof.spans.values()), proof.places[event.pk]
    leaf = merkle.leaf_hash(bytes(event.body))
    assert merkle.verify_inclusion(leaf, place, proof.size, path, bytes(checkpoint.root))
    assert len(path) <= 9


def test_several_events_are_proved_together(checkpoint: Checkpoint) -> None:
    events = list(Event.objects.filter(pk__in=list(hashes())[3:40]).values_list("pk", flat=True))
    proof = prove(events, checkpoint.size)
    leaves = {place: hashes()[pk] for pk, place in proof.places.items()}
    assert merkle.root_from(leaves, proof.spans, proof.size) == bytes(checkpoint.root)


def test_an_older_checkpoint_proves_what_it_covers_and_no_more(
    checkpoint: Checkpoint, by: Actor, now: datetime
) -> None:
    write(5, at=now, by=by, kind="test.later")
    later = make_checkpoint(at=now)
    old, new = Event.objects.get(subject="thing:77"), Event.objects.filter(kind="test.later")[0]
    assert prove([old.pk], checkpoint.size).size == checkpoint.size
    with pytest.raises(NotInTree):
        prove([new.pk], checkpoint.size)
    growth = prove_growth(checkpoint.size, later.size)
    roots = bytes(checkpoint.root), bytes(later.root)
    assert merkle.verify_consistency(checkpoint.size, later.size, growth, *roots)


def test_an_event_that_waits_cannot_be_proved(checkpoint: Checkpoint, by: Actor, now: datetime) -> None:
    write(1, at=now, by=by, kind="test.waiting")
    with pytest.raises(NotInTree):
        prove([Event.objects.get(kind="test.waiting").pk], checkpoint.size)
    with pytest.raises(NotInTree):
        prove([], checkpoint.size)
