"""What is written down of a provider's answers; how they are asked for is tried in dispatch/test_asking.py."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import consign_letters, note_return
from notifier.mailroom.actions.answering import (
    ask_later,
    ask_now,
    note_difference,
    note_produced,
    note_rejected,
    note_undelivered,
)
from notifier.mailroom.choices import Finding, ReturnReason, Stage
from notifier.mailroom.models import Consignment, PrintRun, ReturnedLetter
from notifier.notices.choices import State

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


@pytest.fixture
def run(case: Case, now: datetime, by: Actor) -> PrintRun:
    """As if the provider had taken all three."""
    run = consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)
    for number, one in enumerate(Consignment.objects.order_by("piece__position")):
        taken = {"stage": Stage.SUBMITTED, "sending": f"s-{number}", "submitted_at": now}
        Consignment.objects.filter(pk=one.pk).update(**taken)
    return run


@pytest.fixture
def later(now: datetime) -> datetime:
    return now + timedelta(days=3)


def keys(run: PrintRun) -> list[UUID]:
    return list(Consignment.objects.filter(piece__run=run).order_by("piece__position").values_list("pk", flat=True))


def test_produced_is_posted_once(run: PrintRun, case: Case, later: datetime, by: Actor) -> None:
    first, second, third = keys(run)
    days = {first: DAY, second: DAY, third: None}
    assert note_produced(run=run, days=days, by=by, at=later) == 2
    assert note_produced(run=run, days=days, by=by, at=later) == 0
    assert case.notices.filter(state=State.POSTED, posted_on=DAY).count() == 2
    assert Consignment.objects.get(pk=third).code == "date_missing"


def test_only_what_was_submitted_is_rejected(run: PrintRun, later: datetime, by: Actor) -> None:
    first, *_others = keys(run)
    assert note_rejected(consignment=first, code="", by=by, at=later) is True
    assert Consignment.objects.get(pk=first).code == "rejected"
    assert note_rejected(consignment=first, code="X", by=by, at=later) is False


def test_an_envelope_that_was_in_somebodys_hands_is_noted_once(
    run: PrintRun, case: Case, later: datetime, by: Actor
) -> None:
    first, *_others = keys(run)
    note_produced(run=run, days={first: DAY}, by=by, at=later)
    notice = case.notices.get(pieces__consignment=first)
    note_return(notice=notice, reason=ReturnReason.REFUSED, decides=False, by=by, at=later)
    assert note_undelivered(consignment=first, code="N10", by=by, at=later) is False
    assert ReturnedLetter.objects.get().reason == ReturnReason.REFUSED
    assert Consignment.objects.get(pk=first).stage == Stage.ENDED


def test_what_is_not_posted_cannot_come_back(run: PrintRun, later: datetime, by: Actor) -> None:
    assert note_undelivered(consignment=keys(run)[0], code="N10", by=by, at=later) is False
    assert not ReturnedLetter.objects.exists()


def test_a_difference_is_said_once(run: PrintRun, later: datetime, by: Actor) -> None:
    first, *_others = keys(run)
    assert note_difference(consignment=first, finding=Finding.PAGES, pages=4, by=by, at=later) is True
    assert note_difference(consignment=first, finding=Finding.PAGES, pages=4, by=by, at=later) is False


def test_when_each_is_asked_next(run: PrintRun, now: datetime, by: Actor) -> None:
    first, *_others = keys(run)
    ask_later(consignments=[first], by=by, at=now)
    row = Consignment.objects.get(pk=first)
    assert row.due_at == now + timedelta(minutes=10)
    assert ask_now(sending="s-0", custom_id=None, by=by, at=now) == 1
    assert ask_now(sending="s-0", custom_id=None, by=by, at=now) == 0
    ask_later(consignments=[first], by=by, at=now)
    assert ask_now(sending="", custom_id=first, by=by, at=now) == 1
    assert ask_now(sending="", custom_id=None, by=by, at=now) == 0
