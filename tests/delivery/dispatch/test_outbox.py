"""Working the outbox against a real mail server: each ending of a message, and each way a batch is cut short."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default as mail_policy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import claim_batch, sweep
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.choices import Outcome, ProviderKind
from notifier.delivery.dispatch import Report, work_batch
from notifier.delivery.models import Attempt, Handover, MadeLetter
from notifier.delivery.rules import LEASE
from notifier.lib.ids import reference_digest
from notifier.notices.choices import Channel, State
from notifier.notices.models import Master, Notice
from notifier.rosters.models import Patient
from notifier.vault.keystore import sealer_for
from notifier.vault.models import DataKey
from tests.smtp import DROP, Script, smtp_server
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def channels(script: Script) -> Iterator[dict[Channel, object]]:
    with smtp_server(script) as port:
        relay = Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5)
        email = EmailChannel(relay, "information@example.org")
        yield {Channel.EMAIL: email, Channel.LETTER: LetterChannel()}
        email.close()


def work(channels: dict[Channel, object], by: Actor, at: datetime) -> Report:
    return work_batch(channels, clock=lambda: at, by=by)  # type: ignore[arg-type]


def states() -> list[str]:
    return sorted(Notice.objects.values_list("state", flat=True))


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_everyone_is_told_once_and_the_held_one_waits(
    case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    while not work(channels, by, now).is_idle:
        pass
    assert states() == ["held", "ready_to_print", "sent", "sent", "sent"]
    assert len(script.messages) == len(set(script.recipients)) == 3


def test_the_committed_bytes_are_those_the_server_got(
    mail_case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    work(channels, by, now)
    received = {message_from_bytes(raw, policy=mail_policy)["Message-ID"]: raw for raw in script.messages}
    sealer = sealer_for(mail_case.pk)
    for attempt in Attempt.objects.filter(channel=Channel.EMAIL):
        kept = json.loads(sealer.open("attempts", attempt.pk, bytes(attempt.sealed or b"")))
        raw = received[attempt.message_id].replace(b"\r\n..", b"\r\n.")
        assert hashlib.sha256(bytes.fromhex(kept["nonce"]) + raw).hexdigest() == attempt.commitment


def test_each_message_is_personal(
    mail_case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    work(channels, by, now)
    texts = [message_from_bytes(raw, policy=mail_policy).get_body(("plain",)) for raw in script.messages]
    references = set(Notice.objects.filter(channel="email", state="sent").values_list("reference", flat=True))
    assert {ref for ref in references for text in texts if text and ref in text.get_content()} == references


def test_every_change_of_state_leaves_its_event(
    case: Case, channels: dict[Channel, object], now: datetime, by: Actor
) -> None:
    while not work(channels, by, now).is_idle:
        pass
    told = kinds()
    assert told.count("attempt.started") == 4
    assert told.count("notice.sent") == 3
    assert told.count("letter.made") == 1
    assert told.count("notices.claimed") == 2


def test_whoever_keeps_a_reference_finds_their_notice_in_the_log(
    mail_case: Case, channels: dict[Channel, object], now: datetime, by: Actor
) -> None:
    work(channels, by, now)
    started = [read_event(bytes(e.body))["data"] for e in Event.objects.filter(kind="attempt.started")]
    found = {(data["notice"], data["reference"]) for data in started}
    assert found == {(str(n.pk), reference_digest(n.reference)) for n in Notice.objects.filter(state=State.SENT)}


def test_a_letter_is_kept_sealed(case: Case, channels: dict[Channel, object], now: datetime, by: Actor) -> None:
    while not work(channels, by, now).is_idle:
        pass
    letter = MadeLetter.objects.get()
    assert b"%PDF" not in bytes(letter.sealed)
    kept = sealer_for(case.pk).open("letters", letter.attempt_id, bytes(letter.sealed))
    assert kept.endswith(b"%%EOF\n")
    assert b"startxref" not in bytes(letter.sealed)


def test_a_refused_recipient_fails_and_the_others_are_told(
    mail_case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    script.answers["RCPT"] = "550 no such user"
    report = work(channels, by, now)
    assert report.outcomes[Outcome.REFUSED] == 3
    assert Notice.objects.filter(state=State.FAILED).count() == 3


def test_a_deferred_message_is_tried_again_later_under_the_same_message_id(
    mail_case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    script.answers["RCPT"] = "450 later"
    work(channels, by, now)
    assert work(channels, by, now).is_idle
    del script.answers["RCPT"]
    later = now + timedelta(minutes=2)
    work(channels, by, later)
    assert Notice.objects.filter(state=State.SENT).count() == 3
    ids = Attempt.objects.filter(channel=Channel.EMAIL).values_list("notice", "message_id").distinct()
    assert len(ids) == 3


def test_silence_after_the_final_dot_is_doubt_and_is_never_sent_again(
    mail_case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    script.answers["."] = DROP
    report = work(channels, by, now)
    assert (report.outcomes[Outcome.UNKNOWN], report.released) == (1, 2)
    del script.answers["."]
    for hours in range(50):
        work(channels, by, now + timedelta(hours=hours))
    assert len(script.messages) == 1 + 2
    assert Notice.objects.filter(state=State.IN_DOUBT).count() == 1


def test_a_relay_that_is_down_costs_no_try_and_does_not_hold_up_letters(
    case: Case, script: Script, now: datetime, by: Actor
) -> None:
    with smtp_server(script) as port:
        pass
    relay = Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5)
    report = work({Channel.EMAIL: EmailChannel(relay, "x@example.org"), Channel.LETTER: LetterChannel()}, by, now)
    assert (report.down, report.outcomes[Outcome.MADE]) == ("relay_unreachable", 1)
    assert set(Notice.objects.filter(channel="email", state="queued").values_list("tries", flat=True)) == {0}


def test_a_worker_that_slept_past_its_lease_sends_nothing_more(
    mail_case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    times = iter([now, now, now, now + LEASE * 2])
    report = work_batch(channels, clock=lambda: next(times, now + LEASE * 2), by=by)  # type: ignore[arg-type]
    assert report.stopped == "claim_lost"
    assert script.messages == []


def test_a_dead_workers_claims_come_back_and_its_started_message_is_in_doubt(
    case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    script.answers["RCPT"] = "250 ok"
    batch = claim_batch(channels=[Channel.EMAIL], size=10, case=None, by=by, at=now)
    assert batch is not None
    Notice.objects.filter(pk=batch.notices[0]).update(state=State.SENDING)
    swept = sweep(by=by, at=now + LEASE + timedelta(seconds=1))
    assert (swept.unclaimed, swept.in_doubt) == (2, 1)
    assert states() == ["held", "in_doubt", "queued", "queued", "queued"]


def test_a_sweep_leaves_living_work_alone(case: Case, now: datetime, by: Actor) -> None:
    claim_batch(channels=[Channel.EMAIL], size=10, case=None, by=by, at=now)
    assert sweep(by=by, at=now + LEASE).unclaimed == 0


def test_events_hold_no_personal_data(case: Case, channels: dict[Channel, object], now: datetime, by: Actor) -> None:
    while not work(channels, by, now).is_idle:
        pass
    told = json.dumps([read_event(bytes(event.body)) for event in Event.objects.all()], ensure_ascii=False)
    assert "canari" not in told.casefold()
    assert "example.org" not in told


def test_a_process_that_must_end_gives_back_what_it_has_not_begun(
    mail_case: Case, channels: dict[Channel, object], script: Script, now: datetime, by: Actor
) -> None:
    report = work_batch(
        channels,  # type: ignore[arg-type]
        clock=lambda: now,
        by=by,
        asked_to_stop=lambda: bool(script.messages),
    )
    assert (report.stopped, report.released, report.outcomes[Outcome.ACCEPTED]) == ("asked_to_stop", 2, 1)
    assert states() == ["queued", "queued", "sent"]


def test_a_notice_without_its_approved_text_is_held_by_itself(
    mail_case: Case, channels: dict[Channel, object], now: datetime, by: Actor
) -> None:
    Master.objects.filter(channel=Channel.EMAIL).delete()
    report = work(channels, by, now)
    assert report.outcomes == {Outcome.HELD: 3}
    assert set(Attempt.objects.values_list("code", flat=True)) == {"text_not_approved"}
    assert set(Notice.objects.values_list("state", "hold_reason")) == {("held", "text_not_approved")}


def test_a_row_whose_seal_does_not_hold_fails_and_the_others_are_told(
    mail_case: Case, channels: dict[Channel, object], now: datetime, by: Actor
) -> None:
    patient = Patient.objects.order_by("pk")[0]
    Patient.objects.filter(pk=patient.pk).update(sealed=bytes(patient.sealed)[:-1] + b"\x00")
    report = work(channels, by, now)
    assert report.outcomes == {Outcome.ACCEPTED: 2, Outcome.REFUSED: 1}
    assert Attempt.objects.get(outcome=Outcome.REFUSED).code == "cannot_open"


def test_a_notice_that_cannot_be_prepared_waits_and_does_not_hold_up_those_behind_it(
    mail_case: Case, channels: dict[Channel, object], now: datetime, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    first = Notice.objects.due(now).select_related("patient")[0]
    unreadable = sealer_for(mail_case.pk).seal("patients", first.patient_id, b'["canari"]')
    Patient.objects.filter(pk=first.patient_id).update(sealed=unreadable)
    report = work(channels, by, now)
    assert report.outcomes == {Outcome.ACCEPTED: 2, Outcome.DEFERRED: 1}
    assert Attempt.objects.get(notice=first).code == "cannot_prepare"
    assert str(first.pk) in caplog.text
    assert "canari" not in caplog.text.casefold()


def test_a_case_whose_key_is_gone_does_not_hold_up_the_others(
    mail_case: Case, channels: dict[Channel, object], now: datetime, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    approved_case(number=2, emails=2, at=now + timedelta(seconds=1), by=by)
    DataKey.objects.filter(scope=mail_case.pk).delete()
    later = now + timedelta(seconds=2)
    while not work(channels, by, later).is_idle:
        pass
    assert states() == ["queued", "queued", "queued", "sent", "sent"]
    assert "NoDataKey" in caplog.text


def test_what_the_relay_was_handed_is_noted_once_for_all(
    case: Case, channels: dict[Channel, object], now: datetime, by: Actor, settings: Settings
) -> None:
    settings.RELAY_KEEPS_DAYS = 30
    work(channels, by, now)
    while not work(channels, by, now + timedelta(hours=1)).is_idle:
        pass
    row = Handover.objects.get()
    assert (row.kind, row.provider, row.days, row.began_at) == (ProviderKind.RELAY, "", 30, now)
    assert kinds().count("copies.handed") == 1


def test_a_relay_of_ones_own_keeps_nothing_to_note(
    mail_case: Case, channels: dict[Channel, object], now: datetime, by: Actor
) -> None:
    work(channels, by, now)
    assert states() == ["sent"] * 3
    assert not Handover.objects.exists()


def test_a_refused_message_is_no_copy(
    mail_case: Case,
    channels: dict[Channel, object],
    script: Script,
    now: datetime,
    by: Actor,
    settings: Settings,
) -> None:
    settings.RELAY_KEEPS_DAYS = 0
    script.answers["RCPT"] = "550 no"
    work(channels, by, now)
    assert not Handover.objects.exists()


@pytest.mark.parametrize("count", [2, 7])
def test_patients_are_read_once_for_the_batch(
    count: int, channels: dict[Channel, object], now: datetime, by: Actor
) -> None:
    """A column that is read later and was not asked for costs a query for every message."""
    approved_case(emails=count, at=now, by=by)
    with CaptureQueriesContext(connection) as queries:
        assert work(channels, by, now).outcomes[Outcome.ACCEPTED] == count
    reads = [one["sql"] for one in queries if one["sql"].startswith("SELECT") and '"rosters_patient"."' in one["sql"]]
    assert len(reads) == 1
