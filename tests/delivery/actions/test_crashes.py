"""After a crash of PostgreSQL: what was in hand is in doubt, once, and nothing of before is taken back by anybody."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import Batch, Finished, Start, Swept, claim_batch, record_and_start, release_batch, sweep
from notifier.delivery.actions.crashes import CODE, settle_crash
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, Beacon
from notifier.delivery.queries import beacon
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def batch(mail_case: Case, now: datetime, by: Actor) -> Batch:
    assert connection.vendor == "postgresql"
    batch = claim_batch(channels=[Channel.EMAIL], size=10, case=None, by=by, at=now)
    assert batch is not None
    return batch


def crash() -> None:
    """What PostgreSQL does to an UNLOGGED table; that it does is tried in journeys/test_the_database_crashes.py."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'delivery_beacon'")
        assert cursor.fetchone() == ("u",)
    Beacon.objects.all().delete()


def start(batch: Batch, place: int = 0) -> Start:
    return Start(uuid4(), batch.notices[place], batch.case, batch.token, batch.channel, None, "digest")


def test_the_beacon_goes_on_burning(batch: Batch) -> None:
    assert batch.lit == beacon() is not None


def test_claims_of_before_are_in_doubt_whether_they_had_begun_or_not(batch: Batch, now: datetime, by: Actor) -> None:
    begun = start(batch)
    record_and_start(finished=None, start=begun, by=by, at=now)
    crash()
    assert sweep(by=by, at=now) == Swept(unclaimed=0, in_doubt=3)
    assert set(Notice.objects.values_list("state", "token")) == {(State.IN_DOUBT, None)}
    attempts = Attempt.objects.values_list("notice", "number", "outcome", "code", "ended_at")
    assert set(attempts) == {(pk, 1, Outcome.UNKNOWN, CODE, None) for pk in batch.notices}
    assert Attempt.objects.filter(pk=begun.attempt).exists()


def test_each_doubt_has_its_event_and_the_crash_has_one(batch: Batch, now: datetime, by: Actor) -> None:
    crash()
    sweep(by=by, at=now)
    told = [read_event(bytes(event.body)) for event in Event.objects.filter(kind="notice.in_doubt")]
    assert {(fact["subject"], fact["data"]["attempt"], fact["data"]["code"]) for fact in told} == {
        (f"notice:{attempt.notice_id}", str(attempt.pk), CODE) for attempt in Attempt.objects.all()
    }
    assert read_event(bytes(Event.objects.get(kind="database.crashed").body))["data"] == {"count": 3}


def test_a_lost_attempt_can_be_asked_for_by_its_message_id(batch: Batch, now: datetime, by: Actor) -> None:
    crash()
    sweep(by=by, at=now)
    ids = {attempt.message_id.strip("<>").partition(".")[0] for attempt in Attempt.objects.all()}
    assert ids == {pk.hex for pk in batch.notices}


def test_it_is_settled_once(batch: Batch, now: datetime, by: Actor) -> None:
    crash()
    sweep(by=by, at=now)
    before = Event.objects.count()
    assert beacon() is not None
    assert sweep(by=by, at=now + 2 * LEASE) == Swept(unclaimed=0, in_doubt=0)
    assert settle_crash(by=by, at=now) == 0
    assert Event.objects.count() == before


def test_who_survived_gives_nothing_back(batch: Batch, now: datetime, by: Actor) -> None:
    crash()
    assert release_batch(batch=batch, by=by, at=now) == 0
    assert set(Notice.objects.values_list("state", flat=True)) == {State.CLAIMED}


def test_a_claim_settles_what_nobody_settled_yet(batch: Batch, now: datetime, by: Actor) -> None:
    approved_case(number=2, emails=2, at=now, by=by)
    crash()
    later = claim_batch(channels=[Channel.EMAIL], size=10, case=None, by=by, at=now + timedelta(seconds=1))
    assert later is not None
    assert set(later.notices).isdisjoint(batch.notices)
    assert Notice.objects.filter(state=State.IN_DOUBT).count() == 3


def test_who_survived_and_knows_the_answer_settles_the_doubt(batch: Batch, now: datetime, by: Actor) -> None:
    begun = start(batch)
    record_and_start(finished=None, start=begun, by=by, at=now)
    crash()
    sweep(by=by, at=now)
    record_and_start(finished=Finished(begun, Outcome.ACCEPTED, "250"), start=start(batch, 1), by=by, at=now)
    assert Notice.objects.get(pk=begun.notice).state == State.SENT
    assert Notice.objects.filter(state=State.IN_DOUBT).count() == 2


def test_letters_are_made_again_when_their_lease_ends(now: datetime, by: Actor) -> None:
    approved_case(letters=2, at=now, by=by)
    claim_batch(channels=[Channel.LETTER], size=10, case=None, by=by, at=now)
    crash()
    assert sweep(by=by, at=now) == Swept(unclaimed=0, in_doubt=0)
    assert sweep(by=by, at=now + 2 * LEASE) == Swept(unclaimed=2, in_doubt=0)


def test_the_first_claim_of_all_doubts_nothing(mail_case: Case, now: datetime, by: Actor) -> None:
    assert beacon() is None
    assert sweep(by=by, at=now) == Swept(unclaimed=0, in_doubt=0)
    assert beacon() is not None
