"""Messages begun together: what is written of them, who may go on, and what the sweep makes of a worker that died."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.keys import is_sealed
from notifier.audit.models import Event, Pending
from notifier.breaches.models import Case
from notifier.delivery.actions import (
    Batch,
    Finished,
    Start,
    Swept,
    begin_together,
    claim_batch,
    count_next,
    halt,
    put_away,
    record_and_start,
    record_taken,
    sweep,
)
from notifier.delivery.choices import HaltKind, HaltReason, Outcome
from notifier.delivery.models import Attempt, Tally
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
LATER = LEASE + timedelta(seconds=1)


@pytest.fixture
def batch(now: datetime, by: Actor) -> Batch:
    return claim(approved_case(emails=5, at=now, by=by), now, by)


def claim(case: Case, now: datetime, by: Actor) -> Batch:
    batch = claim_batch(channels=[Channel.EMAIL], size=10, case=case.pk, by=by, at=now)
    assert batch is not None
    return batch


def starts(batch: Batch, *places: int) -> list[Start]:
    return [
        Start(
            uuid4(), batch.notices[place], batch.case, batch.token, batch.channel, None, "digest", f"<{place}@x>",
            "c" * 64, b"sealed",
        )
        for place in places or range(len(batch.notices))
    ]  # fmt: skip


def taken(begun: list[Start]) -> list[Finished]:
    return [Finished(start, Outcome.ACCEPTED, "250") for start in begun]


def states(batch: Batch) -> list[str]:
    found = dict(Notice.objects.values_list("pk", "state"))
    return [found[pk] for pk in batch.notices]


def outcomes(begun: list[Start]) -> list[tuple[str, str]]:
    found = {pk: (outcome, code) for pk, outcome, code in Attempt.objects.values_list("pk", "outcome", "code")}
    return [found[start.attempt] for start in begun]


def test_all_are_announced_and_the_first_is_counted(batch: Batch, now: datetime, by: Actor) -> None:
    begun = begin_together(starts=starts(batch, 0, 1, 2), by=by, at=now)
    assert states(batch) == [State.SENDING] * 3 + [State.CLAIMED] * 2
    assert [(a.message_id, a.place, a.outcome) for a in Attempt.objects.order_by("place")] == [
        ("<0@x>", 1, "started"), ("<1@x>", 2, "started"), ("<2@x>", 3, "started"),
    ]  # fmt: skip
    assert Tally.objects.get().begun == 1
    assert {n.tries for n in Notice.objects.filter(pk__in=[start.notice for start in begun])} == {1}


def test_their_events_are_the_logs_own_in_their_order_and_wait_for_their_places(
    batch: Batch, now: datetime, by: Actor
) -> None:
    begun = begin_together(starts=starts(batch, 0, 1), by=by, at=now)
    record_taken(taken=taken(begun), by=by, at=now)
    events = list(Event.objects.order_by("pk"))[-4:]
    assert [event.kind for event in events] == ["attempt.started"] * 2 + ["notice.sent"] * 2
    told = [read_event(bytes(event.body)) for event in events]
    assert [fact["data"].get("notice") for fact in told[:2]] == [str(start.notice) for start in begun]
    assert [fact["data"].get("attempt") for fact in told[2:]] == [str(start.attempt) for start in begun]
    for event, fact in zip(events, told, strict=True):
        assert (fact["id"], fact["kind"], fact["subject"]) == (str(event.uid), event.kind, event.subject)
        assert is_sealed(bytes(event.body), bytes(event.seal))
        assert Pending.objects.filter(event_id=event.pk).exists()


def test_each_is_counted_once_and_in_turn(batch: Batch, now: datetime, by: Actor) -> None:
    begin_together(starts=starts(batch), by=by, at=now)
    assert not count_next(token=batch.token, place=3, at=now)
    assert count_next(token=batch.token, place=2, at=now)
    assert not count_next(token=batch.token, place=2, at=now)
    assert count_next(token=batch.token, place=3, at=now)
    assert not count_next(token=uuid4(), place=2, at=now)


def test_who_slept_past_the_lease_counts_no_further(batch: Batch, now: datetime, by: Actor) -> None:
    begin_together(starts=starts(batch), by=by, at=now)
    assert not count_next(token=batch.token, place=2, at=now + LATER)


def test_what_was_taken_is_sent_and_the_next_handful_counts_anew(batch: Batch, now: datetime, by: Actor) -> None:
    begun = begin_together(starts=starts(batch, 0, 1), by=by, at=now)
    assert count_next(token=batch.token, place=2, at=now)
    assert record_taken(taken=taken(begun), by=by, at=now) == []
    assert outcomes(begun) == [("accepted", "250")] * 2
    later = begin_together(starts=starts(batch, 2, 3, 4), by=by, at=now)
    assert (len(later), Tally.objects.get().begun) == (3, 1)
    put_away(token=batch.token)
    assert not Tally.objects.exists()


def test_a_claim_that_is_gone_begins_nothing(batch: Batch, now: datetime, by: Actor) -> None:
    before = Event.objects.count()
    assert begin_together(starts=starts(batch), by=by, at=now + LATER) == []
    Notice.objects.update(token=uuid4())
    assert begin_together(starts=starts(batch), by=by, at=now) == []
    assert (Event.objects.count(), Attempt.objects.count(), Tally.objects.count()) == (before, 0, 0)


@pytest.mark.parametrize("counted", [1, 2, 3, 4])
def test_a_dead_worker_leaves_one_message_in_doubt(batch: Batch, counted: int, now: datetime, by: Actor) -> None:
    begun = begin_together(starts=starts(batch, 0, 1, 2, 3), by=by, at=now)
    for place in range(2, counted + 1):
        assert count_next(token=batch.token, place=place, at=now)
    swept = sweep(by=by, at=now + LATER)
    assert swept == Swept(unclaimed=1 + 4 - counted, in_doubt=1, taken=counted - 1)
    assert states(batch) == [State.SENT] * (counted - 1) + [State.IN_DOUBT] + [State.QUEUED] * (5 - counted)
    assert outcomes(begun) == (
        [("accepted", "250")] * (counted - 1)
        + [("unknown", "lease_expired")]
        + [("deferred", "not_begun")] * (4 - counted)
    )
    # What was not handed over is no try of the notice's.
    assert set(Notice.objects.filter(state=State.QUEUED).values_list("tries", flat=True)) <= {0}


def test_what_was_written_down_by_itself_is_left_as_it_is(batch: Batch, now: datetime, by: Actor) -> None:
    """A refusal in the middle of a handful, and then the worker dies."""
    begun = begin_together(starts=starts(batch, 0, 1, 2), by=by, at=now)
    assert count_next(token=batch.token, place=2, at=now)
    record_and_start(finished=Finished(begun[1], Outcome.REFUSED, "550"), start=None, by=by, at=now)
    assert sweep(by=by, at=now + LATER) == Swept(unclaimed=2 + 1, in_doubt=0, taken=1)
    assert states(batch)[:3] == [State.SENT, State.FAILED, State.QUEUED]


def test_what_was_begun_by_itself_is_in_doubt_whatever_the_tally_says(batch: Batch, now: datetime, by: Actor) -> None:
    """A notice without a message is begun and ended alone; whoever dies between the two must not leave it as sent."""
    begun = begin_together(starts=starts(batch, 0, 1, 2), by=by, at=now)
    for place in (2, 3):
        assert count_next(token=batch.token, place=place, at=now)
    record_taken(taken=taken(begun), by=by, at=now)
    (alone,) = starts(batch, 3)
    assert record_and_start(finished=None, start=alone, by=by, at=now)
    assert sweep(by=by, at=now + LATER) == Swept(unclaimed=1, in_doubt=1)


def test_who_wakes_up_after_the_sweep_does_no_more(batch: Batch, now: datetime, by: Actor) -> None:
    begun = begin_together(starts=starts(batch, 0, 1, 2), by=by, at=now)
    assert count_next(token=batch.token, place=2, at=now)
    sweep(by=by, at=now + LATER)
    # Even with a clock of its own that is behind.
    assert not count_next(token=batch.token, place=3, at=now)
    assert begin_together(starts=starts(batch, 3, 4), by=by, at=now) == []
    left = record_taken(taken=taken(begun[:2]), by=by, at=now + LATER)
    assert left == taken(begun[:2])
    for finished in left:
        record_and_start(finished=finished, start=None, by=by, at=now + LATER)
    # What the worker knows settles the doubt.
    assert states(batch)[:3] == [State.SENT, State.SENT, State.QUEUED]


def test_without_its_tally_all_are_in_doubt(batch: Batch, now: datetime, by: Actor) -> None:
    begin_together(starts=starts(batch, 0, 1, 2), by=by, at=now)
    Tally.objects.all().delete()
    assert sweep(by=by, at=now + LATER) == Swept(unclaimed=2, in_doubt=3)


def test_a_tally_nobody_put_away_is_removed_when_nobody_can_come_back_to_it(
    batch: Batch, now: datetime, by: Actor
) -> None:
    begin_together(starts=starts(batch, 0), by=by, at=now)
    sweep(by=by, at=now + LATER)
    assert Tally.objects.get().stopped
    sweep(by=by, at=now + timedelta(days=2))
    assert not Tally.objects.exists()


def test_a_halt_ends_a_handful_with_the_message_that_is_being_handed_over(
    batch: Batch, now: datetime, by: Actor
) -> None:
    begin_together(starts=starts(batch, 0, 1, 2), by=by, at=now)
    halt(case=Case.objects.get(), kind=HaltKind.PAUSE, reason=HaltReason.TELEPHONE, by=by, at=now)
    assert not count_next(token=batch.token, place=2, at=now)
    assert begin_together(starts=starts(batch, 3), by=by, at=now) == []


def test_a_halt_of_one_case_leaves_the_others_alone(batch: Batch, now: datetime, by: Actor) -> None:
    other = claim(approved_case(number=2, emails=2, at=now, by=by), now, by)
    for one in (batch, other):
        begin_together(starts=starts(one, 0, 1), by=by, at=now)
    halt(case=Case.objects.get(pk=other.case), kind=HaltKind.STOP, reason=HaltReason.TELEPHONE, by=by, at=now)
    assert count_next(token=batch.token, place=2, at=now)
    assert not count_next(token=other.token, place=2, at=now)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestOnPostgreSQL:
    @pytest.fixture(autouse=True)
    def close(self) -> Iterator[None]:
        yield
        connections.close_all()

    def test_none_of_them_waits_for_the_disk_and_all_else_does(self, batch: Batch, now: datetime, by: Actor) -> None:
        begun = begin_together(starts=starts(batch, 0, 1), by=by, at=now)
        count_next(token=batch.token, place=2, at=now)
        record_taken(taken=taken(begun), by=by, at=now)
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)

    def test_what_an_import_holds_is_passed_over(self, batch: Batch, now: datetime, by: Actor) -> None:
        wanted = starts(batch, 0, 1, 2)
        other = connection.copy()
        try:
            other.set_autocommit(False)
            with other.cursor() as cursor:
                cursor.execute("SELECT 1 FROM notices_notice WHERE id = %s FOR UPDATE", [wanted[1].notice])
            begun = begin_together(starts=wanted, by=by, at=now)
            assert begun == [wanted[0], wanted[2]]
            other.rollback()
            with other.cursor() as cursor:
                cursor.execute("SELECT 1 FROM notices_notice WHERE id = %s FOR UPDATE", [wanted[2].notice])
            assert record_taken(taken=taken(begun), by=by, at=now) == taken(begun[1:])
            other.rollback()
        finally:
            other.close()
        assert list(Attempt.objects.order_by("place").values_list("notice", "place")) == [
            (wanted[0].notice, 1), (wanted[2].notice, 2),
        ]  # fmt: skip
        assert states(batch)[:3] == [State.SENT, State.CLAIMED, State.SENDING]

    def test_a_worker_that_counts_while_it_is_swept_waits_and_then_does_not_go_on(
        self, batch: Batch, now: datetime, by: Actor
    ) -> None:
        begin_together(starts=starts(batch, 0, 1), by=by, at=now)
        counted: list[bool] = []

        def work() -> None:
            counted.append(count_next(token=batch.token, place=2, at=now))
            connections.close_all()

        worker, other = Thread(target=work), connection.copy()
        try:
            other.set_autocommit(False)
            with other.cursor() as cursor:
                cursor.execute("SELECT begun FROM delivery_tally WHERE token = %s FOR UPDATE", [batch.token])
                worker.start()
                while not _somebody_waits():
                    assert worker.is_alive()
                cursor.execute("UPDATE delivery_tally SET stopped = true WHERE token = %s", [batch.token])
            other.commit()
        finally:
            other.close()
            worker.join()
        assert counted == [False]


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None
