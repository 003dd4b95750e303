"""Claiming and giving back; two workers never hold the same notice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import Batch, claim_batch, release_batch
from notifier.delivery.rules import BATCHES, LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
BOTH = [Channel.EMAIL, Channel.LETTER]


def test_unasked_a_channel_is_claimed_as_many_at_a_time_as_is_best_for_it(
    now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved_case(number=2, emails=5, letters=5, at=now, by=by)
    monkeypatch.setitem(BATCHES, Channel.EMAIL, 2)
    monkeypatch.setitem(BATCHES, Channel.LETTER, 4)
    for channel, count in ((Channel.EMAIL, 2), (Channel.LETTER, 4)):
        batch = claim_batch(channels=[channel], size=None, case=None, by=by, at=now)
        assert batch is not None
        assert len(batch.notices) == count


def test_a_batch_is_of_one_case_and_one_channel(case: Case, now: datetime, by: Actor) -> None:
    approved_case(number=2, emails=2, at=now, by=by)
    batches = []
    while batch := claim_batch(channels=BOTH, size=10, case=None, by=by, at=now):
        batches.append(batch)
    assert sorted((batch.channel, len(batch.notices)) for batch in batches) == [
        ("email", 2),
        ("email", 3),
        ("letter", 1),
    ]
    for batch in batches:
        held = Notice.objects.filter(pk__in=batch.notices)
        assert set(held.values_list("case", "channel", "token", "state", "lease_until")) == {
            (batch.case, batch.channel, batch.token, State.CLAIMED, now + LEASE)
        }


def test_no_more_than_asked_for_and_the_oldest_first(mail_case: Case, now: datetime, by: Actor) -> None:
    last = Notice.objects.order_by("pk").last()
    Notice.objects.filter(pk=last.pk).update(due_at=now - timedelta(hours=1))  # type: ignore[union-attr]
    batch = claim_batch(channels=BOTH, size=2, case=None, by=by, at=now)
    assert batch is not None
    assert len(batch.notices) == 2
    assert batch.notices[0] == last.pk  # type: ignore[union-attr]


def test_what_is_not_due_waits(mail_case: Case, now: datetime, by: Actor) -> None:
    Notice.objects.update(due_at=now + timedelta(seconds=1))
    assert claim_batch(channels=BOTH, size=10, case=None, by=by, at=now) is None


def test_one_case_or_channel_may_be_asked_for(case: Case, now: datetime, by: Actor) -> None:
    assert claim_batch(channels=BOTH, size=10, case=uuid4(), by=by, at=now) is None
    batch = claim_batch(channels=[Channel.LETTER], size=10, case=case.pk, by=by, at=now)
    assert batch is not None
    assert batch.channel == Channel.LETTER


def test_a_claim_is_one_event_with_every_notice(mail_case: Case, now: datetime, by: Actor) -> None:
    batch = claim_batch(channels=BOTH, size=10, case=None, by=by, at=now)
    assert batch is not None
    event = read_event(bytes(Event.objects.get(kind="notices.claimed").body))
    assert event["data"] == {"count": 3, "notices": [str(pk) for pk in batch.notices]}


def test_giving_back_touches_only_what_is_still_ours(mail_case: Case, now: datetime, by: Actor) -> None:
    batch = claim_batch(channels=BOTH, size=10, case=None, by=by, at=now)
    assert batch is not None
    Notice.objects.filter(pk=batch.notices[0]).update(state=State.SENDING)
    other = Batch(uuid4(), batch.case, batch.channel, batch.notices)
    assert release_batch(batch=other, by=by, at=now) == 0
    assert release_batch(batch=batch, by=by, at=now) == 2
    assert release_batch(batch=batch, by=by, at=now) == 0
    assert sorted(Notice.objects.values_list("state", flat=True)) == ["queued", "queued", "sending"]
    assert Event.objects.filter(kind="notices.unclaimed").count() == 1


def test_a_small_case_is_not_kept_waiting_by_a_large_one_that_was_first(now: datetime, by: Actor) -> None:
    approved_case(number=1, emails=60, at=now - timedelta(hours=1), by=by)
    small = approved_case(number=2, emails=5, at=now, by=by)
    batches = [claim_batch(channels=BOTH, size=4, case=None, by=by, at=now + timedelta(seconds=n)) for n in range(5)]
    assert sum(len(batch.notices) for batch in batches if batch and batch.case == small.pk) == 5


def test_letters_and_e_mails_of_a_case_take_turns(now: datetime, by: Actor) -> None:
    approved_case(emails=8, letters=8, at=now, by=by)
    batches = [claim_batch(channels=BOTH, size=2, case=None, by=by, at=now + timedelta(seconds=n)) for n in range(4)]
    assert sorted(batch.channel for batch in batches if batch) == ["email", "email", "letter", "letter"]


def test_a_claim_costs_the_same_for_few_and_for_many_cases(now: datetime, by: Actor) -> None:
    # The first claim of all lights the beacon.
    assert claim_batch(channels=BOTH, size=1, case=None, by=by, at=now) is None
    costs = []
    for first, last in ((1, 2), (3, 9)):
        for number in range(first, last):
            approved_case(number=number, emails=2, at=now, by=by)
        with CaptureQueriesContext(connection) as queries:
            assert claim_batch(channels=BOTH, size=1, case=None, by=by, at=now) is not None
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.fixture
def _closed_connections() -> Iterator[None]:
    yield
    connections.close_all()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_closed_connections")
def test_eight_workers_at_once_share_the_notices(now: datetime, by: Actor) -> None:
    """Every notice is held once, whoever comes first; real threads on real connections."""
    assert connection.vendor == "postgresql"
    approved_case(emails=40, at=now, by=by)
    start, held, faults = Barrier(8), [], []

    def worker() -> None:
        try:
            start.wait()
            while batch := claim_batch(channels=BOTH, size=3, case=None, by=by, at=now):
                held.extend(batch.notices)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(held) == len(set(held)) == 40
