"""Mail to staff is owed once, claimed once, and what a dead worker held has failed."""

from datetime import date, datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.delivery.actions import (
    StaffReceipt,
    claim_staff_mail,
    owe_checkpoints,
    record_staff_mail,
    sweep_staff_mail,
)
from notifier.delivery.choices import Outcome, StaffMailState
from notifier.delivery.models import StaffMail
from notifier.delivery.rules import LEASE
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def claim(by: Actor, at: datetime) -> StaffMail:
    mail = claim_staff_mail(by=by, at=at)
    assert mail is not None
    return mail


def told(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind).order_by("pk")]


def test_the_days_checkpoint_is_owed_once_to_everyone_who_keeps_them(cast: Cast, now: datetime, by: Actor) -> None:
    counts = [owe_checkpoints(day=DAY, by=by, at=now) for _ in range(3)]
    assert counts == [4, 0, 0]
    keys = {f"checkpoint:2026-03-04:user{user.pk}" for user in (cast.owner, cast.dpo, cast.counting_dpo, cast.stranger)}
    assert set(StaffMail.objects.values_list("key", flat=True)) == keys
    assert told("staff_mails.owed") == [{"kind": "checkpoint", "day": "2026-03-04", "count": 4}]


def test_the_next_day_owes_anew(cast: Cast, now: datetime, by: Actor) -> None:
    owe_checkpoints(day=DAY, by=by, at=now)
    assert owe_checkpoints(day=DAY + timedelta(days=1), by=by, at=now) == 4


def test_a_mail_is_claimed_by_one_alone_and_only_when_it_is_due(cast: Cast, now: datetime, by: Actor) -> None:
    owe_checkpoints(day=DAY, by=by, at=now)
    assert claim_staff_mail(by=by, at=now - timedelta(seconds=1)) is None
    claimed = {claim(by, now).pk for _ in range(4)}
    assert (len(claimed), claim_staff_mail(by=by, at=now)) == (4, None)


def test_a_sent_mail_is_recorded_once_without_an_address(cast: Cast, now: datetime, by: Actor) -> None:
    owe_checkpoints(day=DAY, by=by, at=now)
    mail = claim(by, now)
    for _ in range(2):
        record_staff_mail(receipt=StaffReceipt(mail, Outcome.ACCEPTED, "250", {"size": 7}), by=by, at=now)
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.tries) == (StaffMailState.SENT, now, 1)
    assert told("staff_mail.sent") == [{"mail": mail.pk, "kind": "checkpoint", "code": "250", "size": 7}]
    event = Event.objects.get(kind="staff_mail.sent")
    assert event.subject == f"user:{mail.user_id}"
    assert b"@" not in bytes(event.body)


def test_what_did_not_get_through_is_owed_again_until_the_plan_ends(cast: Cast, now: datetime, by: Actor) -> None:
    owe_checkpoints(day=DAY, by=by, at=now)
    StaffMail.objects.exclude(user=cast.owner).delete()
    tries, at = 0, now
    while mail := claim_staff_mail(by=by, at=at):
        record_staff_mail(receipt=StaffReceipt(mail, Outcome.DEFERRED, "451", {}), by=by, at=at)
        tries += 1
        mail.refresh_from_db()
        at = max(at, mail.due_at)
    assert (mail, tries) == (None, 7)
    assert StaffMail.objects.get().state == StaffMailState.FAILED
    assert [data["code"] for data in told("staff_mail.failed")] == ["451"]


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.UNKNOWN])
def test_a_refusal_and_a_silence_fail_for_a_person_to_see(
    cast: Cast, now: datetime, by: Actor, outcome: Outcome
) -> None:
    owe_checkpoints(day=DAY, by=by, at=now)
    mail = claim(by, now)
    record_staff_mail(receipt=StaffReceipt(mail, outcome, "550", {}), by=by, at=now)
    mail.refresh_from_db()
    assert (mail.state, mail.code) == (StaffMailState.FAILED, "550")


def test_what_a_dead_worker_was_sending_has_failed_and_is_not_sent_again(cast: Cast, now: datetime, by: Actor) -> None:
    owe_checkpoints(day=DAY, by=by, at=now)
    mail = claim(by, now)
    assert sweep_staff_mail(by=by, at=now + LEASE) == 0
    late = now + LEASE + timedelta(seconds=1)
    assert [sweep_staff_mail(by=by, at=late) for _ in range(2)] == [1, 0]
    mail.refresh_from_db()
    assert (mail.state, mail.code) == (StaffMailState.FAILED, "interrupted")
    assert {claim(by, late).pk for _ in range(3)} & {mail.pk} == set()
    assert claim_staff_mail(by=by, at=late) is None
    assert [data["code"] for data in told("staff_mail.failed")] == ["interrupted"]


def test_a_receipt_that_comes_after_the_sweep_changes_nothing(cast: Cast, now: datetime, by: Actor) -> None:
    owe_checkpoints(day=DAY, by=by, at=now)
    mail = claim(by, now)
    sweep_staff_mail(by=by, at=now + 2 * LEASE)
    record_staff_mail(receipt=StaffReceipt(mail, Outcome.ACCEPTED, "250", {}), by=by, at=now + 2 * LEASE)
    mail.refresh_from_db()
    assert mail.state == StaffMailState.FAILED
    assert told("staff_mail.sent") == []
