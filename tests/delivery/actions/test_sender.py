"""Writing down what was found of the sender."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from notifier.accounts.models import SenderCheck
from notifier.audit.actors import Actor, user_actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.delivery.actions.sender import note_sender_check
from notifier.post.sender.judging import Fault, Report, Weight
from tests.post.sender.zones import SENDER

pytestmark = pytest.mark.django_db

GOOD, SILENT = Report((), ()), Report((), ("avis.cabinet.test",))
BAD = Report((Fault("dkim_missing", Weight.BAD, "s1._domainkey.avis.cabinet.test"),), ())
ADVISED = Report((Fault("dmarc_none", Weight.ADVICE, "_dmarc.avis.cabinet.test"),), ())
WORKER = Actor("worker", "outbox")


def told() -> list[tuple[str, Any]]:
    return [(event.kind, read_event(bytes(event.body))["data"]["codes"]) for event in Event.objects.order_by("pk")]


def test_only_what_is_new_is_told_by_a_worker(now: datetime) -> None:
    for report in (GOOD, GOOD, ADVISED, SILENT, BAD, BAD, SILENT, GOOD):
        note_sender_check(sender=SENDER, report=report, by=WORKER, at=now)
    assert told() == [("sender.verified", []), ("sender.failing", ["dkim_missing"]), ("sender.verified", [])]
    assert SenderCheck.objects.count() == 1


def test_a_person_who_asks_leaves_an_event_each_time(now: datetime) -> None:
    for report in (GOOD, SILENT):
        note_sender_check(sender=SENDER, report=report, by=user_actor(1), at=now)
    assert [kind for kind, _codes in told()] == ["sender.verified", "sender.unanswered"]
    assert {event.actor for event in Event.objects.all()} == {"user:1"}


def test_silence_leaves_verdict_and_moment_as_they_were(now: datetime) -> None:
    note_sender_check(sender=SENDER, report=ADVISED, by=WORKER, at=now)
    check = note_sender_check(sender=SENDER, report=SILENT, by=WORKER, at=now + timedelta(days=1))
    assert (check.verdict, check.settled_at, [one["code"] for one in check.faults]) == ("good", now, ["dmarc_none"])


def test_each_sender_has_a_row_of_its_own(now: datetime) -> None:
    note_sender_check(sender=SENDER, report=GOOD, by=WORKER, at=now)
    note_sender_check(sender=replace(SENDER, selectors=("s2",)), report=BAD, by=WORKER, at=now)
    assert sorted(SenderCheck.objects.values_list("verdict", flat=True)) == ["bad", "good"]
