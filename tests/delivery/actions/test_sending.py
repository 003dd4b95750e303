"""Start and receipt in one transaction; late answers settle a doubt, and only that."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import Batch, Finished, Start, claim_batch, record_and_start, sweep
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, MadeLetter
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice

pytestmark = pytest.mark.django_db
LATER = LEASE + timedelta(seconds=1)


@pytest.fixture
def batch(mail_case: Case, now: datetime, by: Actor) -> Batch:
    batch = claim_batch(channels=list(Channel), size=10, case=None, by=by, at=now)
    assert batch is not None
    return batch


def a_start(batch: Batch, place: int = 0) -> Start:
    return Start(
        attempt=uuid4(), notice=batch.notices[place], case=batch.case, token=batch.token, channel=batch.channel,
        master=None, reference="digest",
    )  # fmt: skip


def begin(start: Start, now: datetime, by: Actor) -> bool:
    return record_and_start(finished=None, start=start, by=by, at=now)


def end(start: Start, outcome: Outcome, now: datetime, by: Actor) -> Notice:
    record_and_start(finished=Finished(start, outcome, "code"), start=None, by=by, at=now)
    return Notice.objects.get(pk=start.notice)


def test_a_start_is_announced_before_anything_leaves(batch: Batch, now: datetime, by: Actor) -> None:
    start = a_start(batch)
    assert begin(start, now, by)
    notice = Notice.objects.get(pk=start.notice)
    assert (notice.state, notice.tries, notice.lease_until) == (State.SENDING, 1, now + LEASE)
    assert Attempt.objects.get(pk=start.attempt).outcome == Outcome.STARTED
    assert Event.objects.filter(kind="attempt.started").count() == 1


@pytest.mark.parametrize("harm", [{"token": uuid4()}, {"lease_until": datetime(2000, 1, 1).astimezone()}])
def test_a_claim_that_is_no_longer_ours_starts_nothing(
    harm: dict[str, object], batch: Batch, now: datetime, by: Actor
) -> None:
    start = a_start(batch)
    Notice.objects.filter(pk=start.notice).update(**harm)
    assert not begin(start, now, by)
    assert not Attempt.objects.exists()


def test_a_second_start_of_the_same_notice_is_refused(batch: Batch, now: datetime, by: Actor) -> None:
    assert begin(a_start(batch), now, by)
    assert not begin(a_start(batch), now, by)
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "state", "event"),
    [
        (Outcome.ACCEPTED, State.SENT, "notice.sent"),
        (Outcome.MADE, State.READY_TO_PRINT, "letter.made"),
        (Outcome.REFUSED, State.FAILED, "notice.failed"),
        (Outcome.UNKNOWN, State.IN_DOUBT, "notice.in_doubt"),
        (Outcome.DEFERRED, State.QUEUED, "attempt.deferred"),
    ],
)
def test_each_outcome_has_its_state_and_its_event(
    outcome: Outcome, state: State, event: str, batch: Batch, now: datetime, by: Actor
) -> None:
    start = a_start(batch)
    begin(start, now, by)
    notice = end(start, outcome, now, by)
    assert (notice.state, notice.token, notice.lease_until) == (state, None, None)
    attempt = Attempt.objects.get(pk=start.attempt)
    assert (attempt.outcome, attempt.code, attempt.ended_at) == (outcome, "code", now)
    assert Event.objects.filter(kind=event).count() == 1


def test_a_deferred_notice_is_due_later_and_not_for_ever(batch: Batch, now: datetime, by: Actor) -> None:
    start = a_start(batch)
    begin(start, now, by)
    Notice.objects.filter(pk=start.notice).update(tries=7)
    assert end(start, Outcome.DEFERRED, now, by).state == State.FAILED


def test_the_receipt_is_kept_even_when_the_next_may_not_start(batch: Batch, now: datetime, by: Actor) -> None:
    first, second = a_start(batch), a_start(batch, 1)
    begin(first, now, by)
    Notice.objects.filter(pk=second.notice).update(token=uuid4())
    assert not record_and_start(finished=Finished(first, Outcome.ACCEPTED), start=second, by=by, at=now)
    assert Notice.objects.get(pk=first.notice).state == State.SENT


def test_a_late_answer_settles_the_doubt(batch: Batch, now: datetime, by: Actor) -> None:
    start = a_start(batch)
    begin(start, now, by)
    sweep(by=by, at=now + LATER)
    assert Notice.objects.get(pk=start.notice).state == State.IN_DOUBT
    assert end(start, Outcome.ACCEPTED, now + LATER, by).state == State.SENT
    assert Event.objects.filter(kind="doubt.resolved_sent").count() == 1


def test_a_late_answer_never_undoes_what_a_person_settled(batch: Batch, now: datetime, by: Actor) -> None:
    start = a_start(batch)
    begin(start, now, by)
    sweep(by=by, at=now + LATER)
    Notice.objects.filter(pk=start.notice).update(state=State.FAILED)
    assert end(start, Outcome.ACCEPTED, now + LATER, by).state == State.FAILED


def test_a_late_shrug_leaves_the_doubt(batch: Batch, now: datetime, by: Actor) -> None:
    start = a_start(batch)
    begin(start, now, by)
    sweep(by=by, at=now + LATER)
    assert end(start, Outcome.UNKNOWN, now + LATER, by).state == State.IN_DOUBT


def test_a_receipt_told_twice_counts_once(batch: Batch, now: datetime, by: Actor) -> None:
    start = a_start(batch)
    begin(start, now, by)
    end(start, Outcome.ACCEPTED, now, by)
    assert end(start, Outcome.REFUSED, now, by).state == State.SENT
    assert Event.objects.filter(kind="notice.sent").count() == 1


def test_a_made_letter_is_kept_with_its_receipt(batch: Batch, now: datetime, by: Actor) -> None:
    start = a_start(batch)
    begin(start, now, by)
    record_and_start(finished=Finished(start, Outcome.MADE, letter=b"sealed"), start=None, by=by, at=now)
    assert bytes(MadeLetter.objects.get(attempt=start.attempt).sealed) == b"sealed"
