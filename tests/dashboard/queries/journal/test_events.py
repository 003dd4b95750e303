"""One event, down to its bytes."""

import json
from datetime import datetime

import pytest

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event
from notifier.audit.proofs import prove
from notifier.dashboard.queries.journal.events import event_view, find_event
from notifier.lib.merkle import leaf_hash, root_from
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(now: datetime, by: Actor) -> Event:
    record(Fact("comet.passed", "notice:1", data={"mot": "é"}), by=by, at=now)
    return Event.objects.get(kind="comet.passed")


def test_the_bytes_are_shown_as_they_are_kept(event: Event) -> None:
    view = event_view(event, with_names=True)
    assert view.raw.encode() == bytes(event.body)
    assert json.loads(view.pretty) == json.loads(view.raw)
    assert '\n    "mot": "é"' in view.pretty
    assert view.leaf == leaf_hash(bytes(event.body)).hex()


def test_an_event_waits_until_the_first_checkpoint_covers_it(event: Event, now: datetime, by: Actor) -> None:
    assert (event_view(event, with_names=True).checkpoint, event_view(event, with_names=True).note) == (None, "")
    first = make_checkpoint(at=now)
    record(Fact("comet.passed.again"), by=by, at=now)
    make_checkpoint(at=now)
    view = event_view(event, with_names=True)
    assert view.checkpoint == first
    assert view.note.encode() == bytes(first.note)


def test_what_the_page_shows_leads_to_the_signed_root(event: Event, now: datetime) -> None:
    make_checkpoint(at=now)
    view = event_view(event, with_names=True)
    assert view.checkpoint is not None
    assert view.entry.place is not None
    proof = prove([event.pk], view.checkpoint.size)
    leaves = {view.entry.place: bytes.fromhex(view.leaf)}
    assert root_from(leaves, proof.spans, proof.size) == bytes(view.checkpoint.root)


def test_an_event_is_found_by_those_who_see_its_case(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    event = Event.objects.get(kind="case.opened", case_id=cast.case.pk)
    found = [name for name, user in cast.everyone.items() if find_event(event.uid, user, reads_all=False)]
    assert found == ["owner", "assistant", "dpo", "counting_dpo", "auditor", "operator"]


def test_an_event_of_no_case_is_found_by_who_reads_everything(event: Event, now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert find_event(event.uid, cast.operator, reads_all=False) is None
    assert find_event(event.uid, cast.auditor, reads_all=True) == event
    assert find_event(cast.case.pk, cast.auditor, reads_all=True) is None
