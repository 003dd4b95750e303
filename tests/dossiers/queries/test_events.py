"""Which events a package holds."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event, Leaf
from notifier.breaches.models import Case
from notifier.dossiers.queries.events import (
    NothingTold,
    earlier_checkpoints,
    find_notice,
    opened_at,
    placed_events,
    time_stamps,
)
from notifier.dossiers.rules.material import Scope
from notifier.lib.merkle import leaf_hash, root_from
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.audit.logs import write
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


def test_a_cases_events_and_their_hashes_lead_to_the_signed_root(case: Case, now: datetime, by: Actor) -> None:
    open_practice(number=2, at=now, by=by)
    checkpoint = make_checkpoint(at=now)
    placed = placed_events(Scope(case.pk), checkpoint.size)
    leaves = {place: leaf_hash(body) for place, body in zip(placed.places, placed.bodies, strict=True)}
    assert root_from(leaves, placed.spans, checkpoint.size) == bytes(checkpoint.root)
    facts = [read_event(body) for body in placed.bodies]
    assert {fact["case"] for fact in facts} == {str(case.pk), None}
    assert {fact["kind"] for fact in facts if fact["case"] is None} == {"breach.opened", "log.begun"}
    assert sum(fact["kind"] == "breach.opened" for fact in facts) == 1


def test_what_came_after_the_checkpoint_is_left_out(case: Case, now: datetime, by: Actor) -> None:
    size = make_checkpoint(at=now).size
    placed = placed_events(Scope(case.pk), size)
    write(3, at=now, by=by)
    make_checkpoint(at=now)
    assert placed_events(Scope(case.pk), size) == placed


def test_the_events_of_one_notice_name_no_other(case: Case, now: datetime) -> None:
    size = make_checkpoint(at=now).size
    notice = case.notices.filter(state=State.SENT)[0]
    placed = placed_events(Scope(case.pk, notice.pk, notice.reference), size)
    kinds = [read_event(body)["kind"] for body in placed.bodies]
    assert sorted(kinds) == sorted(
        ["breach.opened", "case.opened", "wording.approved", "attempt.started", "notice.sent", "log.begun"]
    )


def test_a_reference_leads_to_its_notice_even_when_the_row_is_gone(case: Case) -> None:
    notice = case.notices.filter(state=State.SENT)[0]
    scope = Scope(case.pk, notice.pk, notice.reference)
    assert find_notice(notice.reference) == scope
    Notice.objects.filter(pk=notice.pk).update(reference="gone")
    assert find_notice(notice.reference) == scope
    with pytest.raises(NothingTold):
        find_notice("7K3M-9QXT-2W4F-H")


def test_checkpoints_are_counted_from_the_opening_of_the_case(case: Case, now: datetime, by: Actor) -> None:
    first = make_checkpoint(at=now)
    write(1, at=now, by=by)
    second = make_checkpoint(at=now)
    since = opened_at(placed_events(Scope(case.pk), second.size))
    opened = Leaf.objects.get(event_id=Event.objects.get(kind="case.opened").pk)
    assert since == opened.place + 1
    assert [earlier.size for earlier in earlier_checkpoints(since, second.size)] == [first.size]
    assert earlier_checkpoints(second.size, second.size) == ()
    assert time_stamps(since, second.size) == ()
