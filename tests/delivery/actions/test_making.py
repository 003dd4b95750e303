"""Many letters in one transaction: each as if it had been written down alone."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import Batch, Finished, Start, claim_batch, keep_plate, record_made
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, MadeLetter, Plate
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Master, Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(letters=25, at=now, by=by)


@pytest.fixture
def batch(case: Case, now: datetime, by: Actor) -> Batch:
    batch = claim_batch(channels=[Channel.LETTER], size=100, case=case.pk, by=by, at=now)
    assert batch is not None
    return batch


def made(batch: Batch) -> list[Finished]:
    master = Master.objects.filter(channel=Channel.LETTER)[0].pk
    starts = [
        Start(uuid4(), notice, batch.case, batch.token, Channel.LETTER, master, "digest", commitment="c", sealed=b"s")
        for notice in batch.notices
    ]
    return [Finished(start, Outcome.MADE, letter=b"stamp") for start in starts]


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_every_letter_has_its_attempt_its_stamp_its_state_and_its_events(
    batch: Batch, now: datetime, by: Actor
) -> None:
    assert record_made(made=made(batch), by=by, at=now) == set(batch.notices)
    assert set(Notice.objects.values_list("state", "token", "tries")) == {(State.READY_TO_PRINT, None, 1)}
    assert set(Attempt.objects.values_list("outcome", "number", "started_at", "ended_at")) == {("made", 1, now, now)}
    assert {bytes(sealed) for sealed in MadeLetter.objects.values_list("sealed", flat=True)} == {b"stamp"}
    assert kinds()[-50:] == ["attempt.started", "letter.made"] * 25


def test_a_claim_that_ran_out_writes_nothing(batch: Batch, now: datetime, by: Actor) -> None:
    late = now + LEASE + timedelta(seconds=1)
    assert record_made(made=made(batch), by=by, at=late) == frozenset()
    assert not Attempt.objects.exists()
    assert "letter.made" not in kinds()


def test_whoever_a_later_list_said_more_of_is_left_to_be_looked_at(batch: Batch, now: datetime, by: Actor) -> None:
    held, wider = batch.notices[:2]
    Notice.objects.filter(pk=held).update(late_reason="deceased")
    Notice.objects.filter(pk=wider).update(more_leaked_at=timezone.now())
    assert record_made(made=made(batch), by=by, at=now) == set(batch.notices[2:])
    assert Notice.objects.filter(state=State.CLAIMED).count() == 2


def test_what_fails_is_not_half_written(batch: Batch, now: datetime, by: Actor) -> None:
    twice = [*made(batch), made(batch)[0]]
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        record_made(made=twice, by=by, at=now)
    assert not Attempt.objects.exists()
    assert Notice.objects.filter(state=State.CLAIMED).count() == 25


def test_a_master_is_laid_out_once_and_the_log_says_with_which_bytes(case: Case, now: datetime, by: Actor) -> None:
    [master] = Master.objects.filter(channel=Channel.LETTER)
    for _ in range(2):
        keep_plate(master=master, by=by, at=now)
    plate = Plate.objects.get()
    [event] = Event.objects.filter(kind="letter.laid_out")
    data = read_event(bytes(event.body))["data"]
    assert (plate.pk, data["sha256"]) == (master.sha256, sha256(bytes(plate.pdf)).hexdigest())
    assert (data["number"], data["variant"], data["pages"]) == (1, master.variant, len(plate.layout["stamps"]))
