"""What is not as it should be."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from notifier.accounts.models import Installation
from notifier.accounts.queries import configured_sender
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event
from notifier.audit.sequencer import sequence
from notifier.breaches.models import Breach, Case
from notifier.delivery.actions.sender import note_sender_check
from notifier.delivery.choices import AlarmKind, Outcome
from notifier.delivery.models import Attempt, Completeness
from notifier.delivery.queries.alarms import is_channel_watched, operators, troubles
from notifier.delivery.rules.alarms import CRASH, UNSIGNED, Trouble
from notifier.lib.ids import uuid7
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.post.sender.judging import Fault, Report, Weight
from tests.cast import make_cast
from tests.senders import DOMAIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet(case: Case, now: datetime) -> Case:
    """A case beside which nothing is wrong."""
    make_checkpoint(at=now)
    return case


def doubt(case: Case, code: str, at: datetime) -> None:
    notice = Notice.objects.filter(case=case, state=State.QUEUED, channel="email")[0]
    Notice.objects.filter(pk=notice.pk).update(state=State.IN_DOUBT)
    Attempt.objects.create(
        id=uuid7(at, b"0123456789"), notice=notice, number=1, channel="email", started_at=at, code=code,
        outcome=Outcome.UNKNOWN,
    )  # fmt: skip


def test_all_well_is_silence(quiet: Case, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(10):
        assert troubles(now, channel="") == {}
    assert not is_channel_watched()


def test_a_channel_that_is_down_is_named(quiet: Case, now: datetime) -> None:
    assert troubles(now, channel="relay_refuses_login") == {AlarmKind.CHANNEL: Trouble(("relay_refuses_login",))}


def test_differences_are_counted_by_case_and_named_by_kind(quiet: Case, now: datetime) -> None:
    found = [{"kind": kind, "place": "", "expected": 1, "found": 0} for kind in ("state", "lists", "state")]
    Completeness.objects.create(case=quiet, checked_at=now, differences=found)
    assert troubles(now, channel="")[AlarmKind.COMPLETENESS] == Trouble(("lists", "state"), 1)
    Completeness.objects.update(differences=[])
    assert troubles(now, channel="") == {}


def test_doubts_are_counted_but_not_those_of_drills(quiet: Case, now: datetime) -> None:
    doubt(quiet, "connection_lost", now)
    assert troubles(now, channel="") == {AlarmKind.DOUBTS: Trouble(("in_doubt",), 1)}
    Breach.objects.update(is_drill=True)
    assert troubles(now, channel="") == {}


def test_a_crash_is_told_for_an_hour_and_while_it_left_doubts(quiet: Case, now: datetime, by: Actor) -> None:
    record(Fact("database.crashed", data={"count": 0}), by=by, at=now)
    make_checkpoint(at=now + timedelta(minutes=2))
    assert troubles(now, channel="") == {AlarmKind.CRASH: Trouble(("database_crashed",), 0)}
    later = now + CRASH
    assert troubles(later, channel="") == {}
    doubt(quiet, "database_crashed", now)
    assert set(troubles(later, channel="")) == {AlarmKind.CRASH, AlarmKind.DOUBTS}


def test_events_that_stay_unsigned_are_noticed(quiet: Case, now: datetime, by: Actor) -> None:
    record(Fact("roster.imported"), by=by, at=now)
    sequence()
    assert troubles(now + UNSIGNED, channel="") == {}
    late = now + UNSIGNED + timedelta(seconds=1)
    assert troubles(late, channel="") == {AlarmKind.LOG: Trouble(("log_unsigned",), 1)}
    make_checkpoint(at=late)
    # The checkpoint may itself have left an event.
    assert AlarmKind.LOG not in troubles(late, channel="")


def test_an_event_nobody_sealed_gets_no_place_and_is_noticed(quiet: Case, now: datetime, by: Actor) -> None:
    record(Fact("roster.imported"), by=by, at=now)
    real = Event.objects.latest("pk")
    make_checkpoint(at=now + timedelta(minutes=2))
    forged = Event(kind=real.kind, at=now, actor=real.actor, body=bytes(real.body), seal=b"\0" * 32)
    forged.uid = uuid7(now, b"9876543210")
    forged.save()
    sequence()
    late = now + UNSIGNED + timedelta(seconds=1)
    assert troubles(late, channel="") == {AlarmKind.LOG: Trouble(("event_without_place",), 1)}


def test_the_sender_is_told_of_once_it_was_looked_up(quiet: Case, settings: Settings, now: datetime, by: Actor) -> None:
    Installation.objects.update(is_demo=False)
    settings.MAIL_SENDER = f"information@{DOMAIN}"
    assert troubles(now, channel="") == {}
    faults = (Fault("dkim_missing", Weight.BAD, DOMAIN), Fault("dmarc_none", Weight.ADVICE, DOMAIN))
    note_sender_check(sender=configured_sender(), report=Report(faults, ()), by=by, at=now)
    assert troubles(now, channel="") == {AlarmKind.SENDER: Trouble(("dkim_missing",), 1)}
    note_sender_check(sender=configured_sender(), report=Report((), ()), by=by, at=now)
    assert troubles(now, channel="") == {}
    settings.SENDER = replace(settings.SENDER, days=1)
    later = now + timedelta(days=1, seconds=1)
    make_checkpoint(at=later)
    assert troubles(later, channel="") == {AlarmKind.SENDER: Trouble(("sender_stale",))}


def test_operators_are_those_who_can_log_in(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert list(operators()) == [cast.operator]
    cast.operator.is_active = False
    cast.operator.save()
    assert list(operators()) == []
