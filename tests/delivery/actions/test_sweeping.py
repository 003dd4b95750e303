"""What dead workers leave behind."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import Finished, Start, Swept, claim_batch, record_and_start, sweep
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, MadeLetter
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db
LATER = LEASE + timedelta(seconds=1)


def test_with_nothing_expired_nothing_happens(case: Case, now: datetime, by: Actor) -> None:
    before = Event.objects.count()
    assert sweep(by=by, at=now + timedelta(days=9)) == Swept(0, 0)
    assert Event.objects.count() == before


def test_a_started_message_is_in_doubt_and_its_attempt_says_so(mail_case: Case, now: datetime, by: Actor) -> None:
    batch = claim_batch(channels=list(Channel), size=10, case=None, by=by, at=now)
    assert batch is not None
    start = Start(uuid4(), batch.notices[0], batch.case, batch.token, batch.channel, None, "digest")
    record_and_start(finished=None, start=start, by=by, at=now)
    assert sweep(by=by, at=now + LATER) == Swept(unclaimed=2, in_doubt=1)
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.code, attempt.ended_at) == (Outcome.UNKNOWN, "lease_expired", None)
    told = read_event(bytes(Event.objects.get(kind="notice.in_doubt").body))
    assert told["data"] == {"attempt": str(attempt.pk), "code": "lease_expired"}


def test_each_case_has_its_own_event(now: datetime, by: Actor) -> None:
    for number in (1, 2):
        case = approved_case(number=number, emails=2, at=now, by=by)
        claim_batch(channels=list(Channel), size=10, case=case.pk, by=by, at=now)
    assert sweep(by=by, at=now + LATER) == Swept(unclaimed=4, in_doubt=0)
    events = Event.objects.filter(kind="notices.unclaimed")
    assert sorted(len(read_event(bytes(e.body))["data"]["notices"]) for e in events) == [2, 2]


def test_what_comes_back_can_be_claimed_again(mail_case: Case, now: datetime, by: Actor) -> None:
    claim_batch(channels=list(Channel), size=10, case=None, by=by, at=now)
    sweep(by=by, at=now + LATER)
    again = claim_batch(channels=list(Channel), size=10, case=None, by=by, at=now + LATER)
    assert again is not None
    assert set(again.notices) == set(Notice.objects.values_list("pk", flat=True))


def test_a_letter_without_a_receipt_was_never_made_and_is_made_again(now: datetime, by: Actor) -> None:
    approved_case(letters=1, at=now, by=by)
    start = begin_letter(now, by)
    assert sweep(by=by, at=now + LATER) == Swept(unclaimed=0, in_doubt=0, unmade=1)
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.code, attempt.ended_at) == (Outcome.DEFERRED, "lease_expired", now + LATER)
    told = read_event(bytes(Event.objects.get(kind="attempt.deferred").body))
    assert told["data"] == {"attempt": str(attempt.pk), "code": "lease_expired"}
    make_letters(at=now + LATER, by=by)
    assert Notice.objects.get().state == State.READY_TO_PRINT
    assert start.attempt == attempt.pk


def test_who_wakes_up_with_a_letter_that_was_given_to_someone_else_keeps_nothing(now: datetime, by: Actor) -> None:
    """A laptop that slept: its letter is made by whoever comes next, and exists once."""
    approved_case(letters=1, at=now, by=by)
    start = begin_letter(now, by)
    sweep(by=by, at=now + LATER)
    late = Finished(start, Outcome.MADE, letter=b"sealed")
    record_and_start(finished=late, start=None, by=by, at=now + LATER)
    make_letters(at=now + LATER, by=by)
    assert (Notice.objects.get().state, MadeLetter.objects.count()) == (State.READY_TO_PRINT, 1)


def begin_letter(now: datetime, by: Actor) -> Start:
    batch = claim_batch(channels=[Channel.LETTER], size=10, case=None, by=by, at=now)
    assert batch is not None
    start = Start(uuid4(), batch.notices[0], batch.case, batch.token, batch.channel, None, "digest")
    record_and_start(finished=None, start=start, by=by, at=now)
    return start
