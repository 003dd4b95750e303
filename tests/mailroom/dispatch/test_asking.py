"""What a provider says became of its letters, and what follows."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.mailroom.actions import consign_letters, note_posted, print_otherwise
from notifier.mailroom.channels import HybridMail, open_provider
from notifier.mailroom.choices import Fate, Finding, ReturnReason, Stage
from notifier.mailroom.dispatch import ask_provider, hand_over_due
from notifier.mailroom.dispatch.asking import Asked
from notifier.mailroom.models import Consignment, PrintRun, ReturnedLetter
from notifier.mailroom.queries.consigning import progress_of
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.mailroom.maileva import House, Sending, mail_house, options

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    with mail_house() as (house, front):
        settings.HYBRID_MAIL = options(front)
        yield house


@pytest.fixture
def provider(house: House) -> Iterator[HybridMail]:
    provider = open_provider()
    assert provider is not None
    yield provider
    provider.close()


@pytest.fixture
def run(case: Case, provider: HybridMail, now: datetime, by: Actor) -> PrintRun:
    """Three letters that the provider took."""
    run = consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)
    assert hand_over_due(provider, run=run, most=10, clock=lambda: now, by=by).submitted == 3
    return run


def ask(provider: HybridMail, at: datetime, by: Actor) -> Asked:
    return ask_provider(provider, run=None, most=100, clock=lambda: at, by=by)


def notice_of(sending: Sending) -> Notice:
    return Notice.objects.get(pieces__consignment=sending.head["custom_id"])


def data(kind: str) -> list[dict[str, Any]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind).order_by("id")]


def test_a_letter_counts_as_posted_once_it_is_produced(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    assert ask(provider, now, by) == Asked()
    first, second, _third = house.submitted()
    house.produce(first)
    # Late in the evening in Greenwich it is the next day in Paris.
    house.produce(second, on="2026-03-05T23:30:00.000Z")
    later = now + timedelta(days=2)
    assert ask(provider, later, by).posted == 2
    assert (notice_of(first).state, notice_of(first).posted_on) == (State.POSTED, date(2026, 3, 5))
    assert notice_of(second).posted_on == date(2026, 3, 6)
    assert run.pieces.filter(fate=Fate.POSTED).count() == 2
    assert Notice.objects.filter(pieces__run=run, state=State.IN_RUN).count() == 1
    assert sorted(one["on"] for one in data("letter.posted")) == ["2026-03-05", "2026-03-06"]
    # Asked again there is nothing new.
    assert ask(provider, later + timedelta(hours=1), by).posted == 0


@pytest.mark.parametrize("on", ["", "jamais", "2031-01-01T00:00:00.000Z", "2020-01-01T00:00:00.000Z"])
def test_a_day_that_cannot_be_is_for_a_person(
    on: str, provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    [sending, *_others] = house.submitted()
    house.produce(sending, on=on)
    assert ask(provider, now + timedelta(days=2), by).posted == 0
    assert notice_of(sending).state == State.IN_RUN
    row = Consignment.objects.get(pk=sending.head["custom_id"])
    assert row.code == "date_missing"
    later = now + timedelta(days=2)
    progress = progress_of(run, later)
    assert progress is not None
    assert progress.undated == str(row.piece.position)
    # A person says which day; of the others, which the provider took and has not printed, nobody can.
    assert note_posted(run=run, places=None, on=date(2026, 3, 5), by=by, at=later) == 1
    assert notice_of(sending).posted_on == date(2026, 3, 5)
    # When the provider says it after all, it was said before.
    house.produce(sending)
    assert ask(provider, later + timedelta(days=1), by).posted == 0
    assert Consignment.objects.get(pk=row.pk).stage == Stage.PRODUCED


def test_a_rejected_letter_waits_for_a_person(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    [sending, *_others] = house.submitted()
    sending.head["status"] = "REJECTED"
    sending.recipients[0] |= {"status": "REJECTED", "status_detail": "INVALID_RECIPIENT"}
    later = now + timedelta(hours=1)
    assert ask(provider, later, by).declined == 1
    assert data("letter.declined") == [{"run": str(run.pk), "provider": "maileva", "code": "INVALID_RECIPIENT"}]
    assert notice_of(sending).state == State.IN_RUN
    assert print_otherwise(run=run, by=by, at=later) == 1
    assert notice_of(sending).state == State.READY_TO_PRINT
    # It goes out again under another name of its own, and once.
    again = consign_letters(case=run.case, provider="maileva", duplex=True, by=by, at=later)
    assert hand_over_due(provider, run=again, most=10, clock=lambda: later, by=by).submitted == 1
    assert len(house.submitted()) == 4


@pytest.mark.parametrize(
    ("code", "reason", "state"),
    [
        ("N10", ReturnReason.WRONG_ADDRESS, State.TO_TELL),
        ("N07", ReturnReason.NOT_IDENTIFIED, State.RETURNED),
        ("N03", ReturnReason.UNCLAIMED, State.TO_TELL),
        ("N04", ReturnReason.DECEASED, State.HELD),
        ("N05", ReturnReason.REFUSED, State.RETURNED),
        # Nobody knows these: a person must look, and nobody counts as reached.
        ("Z99", ReturnReason.OTHER, State.RETURNED),
        ("M. Luc Canari a déménagé", ReturnReason.OTHER, State.RETURNED),
        ("", ReturnReason.OTHER, State.RETURNED),
    ],
)
def test_a_letter_that_came_back_follows_its_reason(
    code: str,
    reason: ReturnReason,
    state: State,
    provider: HybridMail,
    house: House,
    run: PrintRun,
    now: datetime,
    by: Actor,
) -> None:
    [sending, *_others] = house.submitted()
    house.produce(sending)
    ask(provider, now + timedelta(days=2), by)
    sending.recipients[0] |= {"last_delivery_status": code, "undelivered_mail_date": "2026-03-20T08:00:00.000Z"}
    later = now + timedelta(days=20)
    assert ask(provider, later, by).returned == 1
    assert ReturnedLetter.objects.get().reason == reason
    assert notice_of(sending).state == state
    assert Consignment.objects.get(pk=sending.head["custom_id"]).stage == Stage.ENDED
    assert "Canari" not in str(Event.objects.values_list("body", flat=True)[:])
    assert "Canari" not in str(list(Consignment.objects.values_list("code", flat=True)))
    assert ask(provider, later + timedelta(days=30), by).returned == 0


@pytest.mark.parametrize("code", ["N01", "D01", "P01", "en cours"])
def test_a_word_on_the_way_is_no_return(
    code: str, provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    [sending, *_others] = house.submitted()
    house.produce(sending, last_delivery_status=code)
    ask(provider, now + timedelta(days=2), by)
    assert ask(provider, now + timedelta(days=20), by).returned == 0
    assert notice_of(sending).state == State.POSTED


def test_other_pages_than_ours_and_an_archive_are_findings(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    first, second, third = house.submitted()
    house.produce(first)
    house.produce(second, pages_count=9)
    house.produce(third, archive_date="2026-03-06T00:00:00.000Z")
    report = ask(provider, now + timedelta(days=2), by)
    assert (report.posted, report.differ) == (3, 2)
    assert Consignment.objects.get(pk=first.head["custom_id"]).finding == Finding.NONE
    found = {(one["code"], one.get("ours"), one.get("theirs")) for one in data("letter.differs")}
    assert found == {("pages", 1, 8), ("archived", None, None)}
    for _again in range(2):
        assert ask(provider, now + timedelta(days=12), by).differ == 0


def test_nobody_is_asked_for_ever(provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor) -> None:
    for sending in house.submitted():
        house.produce(sending)
    ask(provider, now + timedelta(days=2), by)
    asked = 0
    for day in range(3, 120):
        before = house.steps["look"]
        ask(provider, now + timedelta(days=day), by)
        asked += house.steps["look"] - before
    assert set(Consignment.objects.values_list("stage", flat=True)) == {Stage.ENDED}
    assert asked <= 3 * 10


def test_a_provider_that_is_down_is_asked_later(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    house.faults = lambda step: 503 if step == "look" else None
    for sending in house.submitted():
        house.produce(sending)
    report = ask(provider, now + timedelta(days=2), by)
    assert (report.stopped, report.posted) == ("http_503", 0)
    house.faults = lambda _step: None
    assert ask(provider, now + timedelta(days=2), by).posted == 3
