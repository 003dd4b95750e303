"""Letters given to a provider, and each step written down; the whole way is tried in dispatch/test_consigning.py."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.models import Handover
from notifier.mailroom.actions import AlreadyHandedOver, DrillStaysHere, NothingToPrint, print_here, print_otherwise
from notifier.mailroom.actions.consigning import (
    begin_next,
    begin_settling,
    consign_letters,
    consign_run,
    go_on,
    hold_back,
    leave_in_doubt,
    note_submitted,
    resume,
    wait_again,
)
from notifier.mailroom.choices import Fate, Stage
from notifier.mailroom.models import Consignment, PrintRun
from notifier.mailroom.rules.consigning import LEASE
from notifier.notices.choices import State
from tests.delivery.drills import drill
from tests.worlds import make_letters

pytestmark = pytest.mark.django_db
P = "maileva"


@pytest.fixture
def run(case: Case, now: datetime, by: Actor) -> PrintRun:
    return consign_letters(case=case, provider=P, duplex=True, by=by, at=now)


def data(kind: str) -> list[dict[str, Any]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind).order_by("id")]


def test_all_that_is_ready_is_given_in_one_run(case: Case, run: PrintRun, now: datetime, by: Actor) -> None:
    assert Consignment.objects.filter(piece__run=run, stage=Stage.WAITING).count() == 3
    assert case.notices.filter(state=State.IN_RUN).count() == 3
    assert data("print_run.consigned") == [{"number": 1, "provider": P, "count": 3}]
    assert Handover.objects.get().provider == P
    with pytest.raises(NothingToPrint):
        consign_letters(case=case, provider=P, duplex=True, by=by, at=now)
    # Those in which nothing happens leave nothing behind either.
    assert consign_run(run=run, provider=P, again=True, by=by, at=now) == 0
    assert len(data("print_run.consigned")) == 1


def test_a_run_that_was_printed_must_be_meant(case: Case, now: datetime, by: Actor) -> None:
    run = print_here(case=case, by=by, at=now)[0]
    spoiled = run.pieces.order_by("position")[0]
    run.pieces.filter(pk=spoiled.pk).update(fate=Fate.SPOILED)
    with pytest.raises(AlreadyHandedOver):
        consign_run(run=run, provider=P, again=False, by=by, at=now)
    assert consign_run(run=run, provider=P, again=True, by=by, at=now) == 2
    assert not Consignment.objects.filter(piece=spoiled).exists()


def test_of_a_drill_nothing_is_even_made(now: datetime, by: Actor) -> None:
    _shared, case = drill(emails=0, letters=2, at=now, by=by)
    make_letters(at=now, by=by)
    with pytest.raises(DrillStaysHere):
        consign_letters(case=case, provider=P, duplex=True, by=by, at=now)
    assert not PrintRun.objects.exists()


def test_a_step_is_the_workers_that_holds_it(run: PrintRun, now: datetime, by: Actor) -> None:
    held = begin_next(provider=P, stage=Stage.DRAFTING, run=None, by=by, at=now)
    assert held is not None
    other = begin_next(provider=P, stage=Stage.DRAFTING, run=run, by=by, at=now)
    assert other is not None
    assert other.pk != held.pk
    on = go_on(held=held, stage=Stage.FILLING, sending="s-1", by=by, at=now)
    assert on is not None
    # What it held before it went on is not a way to go on a second time.
    assert go_on(held=held, stage=Stage.FILLING, sending="s-2", by=by, at=now) is None
    assert Consignment.objects.get(pk=held.pk).sending == "s-1"
    with pytest.raises(ValueError, match="cannot go"):
        go_on(held=on, stage=Stage.ENDED, sending="s-1", by=by, at=now)


def submitting(run: PrintRun, at: datetime, by: Actor) -> Any:
    held = begin_next(provider=P, stage=Stage.DRAFTING, run=run, by=by, at=at)
    for stage in (Stage.FILLING, Stage.ADDRESSING, Stage.SUBMITTING):
        assert held is not None
        held = go_on(held=held, stage=stage, sending="s-1", by=by, at=at)
    return held


def test_submitted_is_said_once(run: PrintRun, now: datetime, by: Actor) -> None:
    held = submitting(run, now, by)
    assert note_submitted(held=held, sending="s-1", by=by, at=now) is True
    assert note_submitted(held=held, sending="s-1", by=by, at=now) is False
    assert data("letter.entrusted") == [{"run": str(run.pk), "provider": P}]


def test_what_was_asked_to_be_printed_never_waits_again(run: PrintRun, now: datetime, by: Actor) -> None:
    held = submitting(run, now, by)
    with pytest.raises(ValueError, match="cannot go"):
        wait_again(held=held, code="x", by=by, at=now)


def test_a_doubt_is_settled_by_one_worker_and_not_before_its_time(run: PrintRun, now: datetime, by: Actor) -> None:
    held = submitting(run, now, by)
    ask = {"provider": P, "run": None, "by": by}
    # Somebody is at it.
    assert begin_settling(**ask, at=now + timedelta(minutes=3)) == []
    leave_in_doubt(held=held, code="connection_lost", by=by, at=now)
    assert begin_settling(**ask, at=now + timedelta(minutes=1)) == []
    later = now + timedelta(minutes=3)
    [again] = begin_settling(**ask, at=later)
    assert (again.stage, again.sending) == (Stage.SUBMITTING, "s-1")
    assert begin_settling(**ask, at=later) == []
    # Whoever settles may be killed too.
    assert len(begin_settling(**ask, at=later + LEASE + timedelta(seconds=1))) == 1


def test_a_killed_worker_leaves_one_letter_in_doubt(run: PrintRun, now: datetime, by: Actor) -> None:
    begin_next(provider=P, stage=Stage.DRAFTING, run=run, by=by, at=now)
    later = now + LEASE + timedelta(seconds=1)
    assert len(begin_settling(provider=P, run=None, by=by, at=later)) == 1


def test_holding_back_and_going_on(run: PrintRun, now: datetime, by: Actor) -> None:
    hold_back(provider=P, until=now + timedelta(hours=1), by=by, at=now)
    assert begin_next(provider=P, stage=Stage.DRAFTING, run=run, by=by, at=now + timedelta(minutes=59)) is None
    assert resume(run=run, by=by, at=now) == 3
    assert begin_next(provider=P, stage=Stage.DRAFTING, run=run, by=by, at=now) is not None
    assert begin_next(provider="other", stage=Stage.DRAFTING, run=run, by=by, at=now) is None


def test_what_the_provider_says_it_never_had_may_be_printed_otherwise(run: PrintRun, now: datetime, by: Actor) -> None:
    held = submitting(run, now, by)
    assert print_otherwise(run=run, by=by, at=now) == 0
    leave_in_doubt(held=held, code="gone", by=by, at=now)
    assert print_otherwise(run=run, by=by, at=now) == 1
    assert Consignment.objects.get(pk=held.pk).stage == Stage.DECLINED
    assert begin_settling(provider=P, run=None, by=by, at=now + timedelta(days=1)) == []
