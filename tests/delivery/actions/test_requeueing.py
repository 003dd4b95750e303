"""Failed notices go back to the queue: because someone asks, or because the relay was at fault."""

import os
from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen
from notifier.delivery.actions import pause_refusing, requeue_failed
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.choices import Outcome
from notifier.delivery.dispatch import work_batch
from notifier.delivery.models import Attempt, Pause
from notifier.delivery.queries import paused_channels
from notifier.delivery.rules import PAUSE, REFUSALS
from notifier.delivery.rules.handfuls import NOT_BEGUN
from notifier.dossiers.actions.patients import correct_patient
from notifier.lib.ids import uuid7
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.rosters.rules.headers import Field
from tests.smtp import Script, smtp_server
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
REFUSING = {"RCPT": "554 relaying denied"}


def work(answers: dict[str, str], at: datetime, by: Actor, *, batches: int = 1) -> Script:
    script = Script(answers=dict(answers))
    with smtp_server(script) as port:
        relay = Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5)
        channel = EmailChannel(relay, "information@example.org")
        for _ in range(batches):
            work_batch({Channel.EMAIL: channel}, clock=lambda: at, by=by)
        channel.close()
    return script


def states() -> list[str]:
    return sorted(Notice.objects.values_list("state", flat=True))


def told(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind)]


def test_a_sender_that_is_refused_for_two_days_costs_nobody_anything(now: datetime, by: Actor) -> None:
    approved_case(emails=3, at=now, by=by)
    for hours in range(0, 48, 4):
        work({"MAIL": "550 sender unknown"}, now + timedelta(hours=hours), by)
    assert (states(), Attempt.objects.count()) == (["queued"] * 3, 0)
    work({}, now + timedelta(hours=49), by)
    assert states() == ["sent"] * 3


def test_a_relay_that_refuses_everybody_stops_the_channel_and_fails_nobody(now: datetime, by: Actor) -> None:
    approved_case(emails=REFUSALS + 3, at=now, by=by)
    script = work(REFUSING, now, by, batches=4)
    assert len(script.recipients) == REFUSALS
    assert states() == ["queued"] * (REFUSALS + 3)
    assert paused_channels(now) == {Channel.EMAIL: "relay_refuses_all"}
    assert told("channel.paused") == [{"code": "relay_refuses_all", "until": (now + PAUSE).isoformat()}]
    assert set(Notice.objects.values_list("tries", flat=True)) == {0}


def test_the_row_is_counted_over_many_small_cases(now: datetime, by: Actor) -> None:
    for number in range(1, REFUSALS + 1):
        approved_case(number=number, emails=1, at=now, by=by)
    work(REFUSING, now, by, batches=REFUSALS)
    assert (states(), Pause.objects.count()) == (["queued"] * REFUSALS, 1)


def test_after_the_pause_one_message_tries_the_channel_and_all_go_when_it_works(now: datetime, by: Actor) -> None:
    approved_case(emails=REFUSALS + 3, at=now, by=by)
    work(REFUSING, now, by)
    assert len(work(REFUSING, now + PAUSE, by, batches=3).recipients) == 1
    work({}, now + 2 * PAUSE, by, batches=3)
    assert states() == ["sent"] * (REFUSALS + 3)


def test_who_is_refused_again_and_again_is_believed_to_be_refused(now: datetime, by: Actor) -> None:
    approved_case(emails=REFUSALS, at=now, by=by)
    for number in range(2 * REFUSALS + 2):
        work(REFUSING, now + number * PAUSE, by)
    assert states() == ["failed"] * REFUSALS


def test_what_was_announced_and_not_handed_over_makes_nobody_believed(now: datetime, by: Actor) -> None:
    approved_case(emails=REFUSALS, at=now, by=by)
    for notice in Notice.objects.all():
        for number in (1, 2):
            Attempt.objects.create(
                id=uuid7(now, os.urandom(10)), notice=notice, number=number, channel=Channel.EMAIL, started_at=now,
                ended_at=now, outcome=Outcome.DEFERRED, code=NOT_BEGUN,
            )  # fmt: skip
    work(REFUSING, now, by)
    assert states() == ["queued"] * REFUSALS


def test_one_that_was_taken_breaks_the_row(now: datetime, by: Actor) -> None:
    approved_case(emails=REFUSALS, at=now, by=by)
    Notice.objects.exclude(pk=Notice.objects.order_by("pk")[0].pk).update(due_at=now + timedelta(hours=1))
    work({}, now, by)
    work(REFUSING, now + timedelta(hours=1), by)
    assert states() == ["failed"] * (REFUSALS - 1) + ["sent"]


def test_nothing_is_paused_where_nothing_was_refused(now: datetime, by: Actor) -> None:
    approved_case(emails=REFUSALS, at=now, by=by)
    assert pause_refusing(channel=Channel.EMAIL, by=by, at=now) is False


def test_what_failed_is_tried_again_when_someone_asks(now: datetime, by: Actor) -> None:
    case = approved_case(emails=2, held=1, at=now, by=by)
    Notice.objects.filter(state=State.QUEUED).update(state=State.FAILED, tries=7)
    later = now + timedelta(days=2)
    assert requeue_failed(case=case, by=by, at=later) == 2
    assert requeue_failed(case=case, by=by, at=later) == 0
    assert set(Notice.objects.filter(state=State.QUEUED).values_list("tries", "due_at")) == {(0, later)}
    assert told("notice.requeued") == [{"code": "asked_for"}] * 2
    work({}, later, by)
    assert states() == ["held", "sent", "sent"]


def test_a_closed_case_tries_nobody_again(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    Notice.objects.update(state=State.FAILED)
    Case.objects.update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        requeue_failed(case=case, by=by, at=now)
    assert states() == ["failed"]


ROWS = "".join(
    f"Canari;Iris {letter};01/02/1980;7 rue du Port;69003;Lyon;iris.{letter}@example.org;Mme;;\n" for letter in "abcd"
)


def fail_with(codes: list[str], at: datetime) -> list[Notice]:
    notices = list(Notice.objects.order_by("pk"))
    for place, (notice, code) in enumerate(zip(notices, codes, strict=True)):
        Attempt.objects.create(
            id=uuid7(at, bytes([place] * 10)), notice=notice, number=1, channel="email", started_at=at, ended_at=at,
            outcome=Outcome.REFUSED, code=code,
        )  # fmt: skip
    Notice.objects.update(state=State.FAILED, changed_at=at)
    return notices


def test_only_what_may_fare_better_is_tried_again(now: datetime, by: Actor) -> None:
    """A silence may pass, a refusal does not; unless the address was put right since."""
    case = approved_case(rows=ROWS, at=now, by=by)
    notices = fail_with(["connection_lost", "550", "5.1.1", "unsafe_field"], now)
    changes = {Field.EMAIL: "iris.corrigee@example.org"}
    correct_patient(patient=notices[2].recipient, changes=changes, by=by, at=now + timedelta(hours=1))
    assert requeue_failed(case=case, by=by, at=now + timedelta(hours=2)) == 2
    assert list(Notice.objects.order_by("pk").values_list("state", flat=True)) == [
        "queued",
        "failed",
        "queued",
        "failed",
    ]
    assert requeue_failed(case=case, refused_too=True, by=by, at=now + timedelta(hours=2)) == 2


def test_a_correction_from_before_the_failure_helps_nobody(now: datetime, by: Actor) -> None:
    case = approved_case(rows=ROWS[: ROWS.index("\n") + 1], at=now, by=by)
    patient = Notice.objects.get().recipient
    correct_patient(patient=patient, changes={Field.EMAIL: "iris.corrigee@example.org"}, by=by, at=now)
    fail_with(["550"], now + timedelta(hours=1))
    assert requeue_failed(case=case, by=by, at=now + timedelta(hours=2)) == 0
