"""Handing letters to a provider that misbehaves: nobody's is printed twice, nobody's is lost."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pypdfium2 as pdfium
import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions.halting import halt
from notifier.delivery.choices import HaltKind, HaltReason
from notifier.mailroom.actions import consign_letters, consign_run, print_otherwise, resume
from notifier.mailroom.actions.consigning import begin_next, begin_settling, go_on
from notifier.mailroom.channels import HybridMail, Letter, open_provider
from notifier.mailroom.channels.maileva import Maileva
from notifier.mailroom.choices import Fate, Stage
from notifier.mailroom.dispatch import Handed, hand_over_due
from notifier.mailroom.models import Consignment, PrintRun
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Notice
from tests.mailroom.maileva import House, mail_house, options
from tests.worlds import approved_case, make_letters

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
def run(case: Case, house: House, now: datetime, by: Actor) -> PrintRun:
    return consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)


def turn(provider: HybridMail, at: datetime, by: Actor) -> Handed:
    return hand_over_due(provider, run=None, most=100, clock=lambda: at, by=by)


def to_the_end(provider: HybridMail, at: datetime, by: Actor, turns: int = 60) -> datetime:
    """Turn after turn, some minutes apart, until nothing is left to do."""
    for number in range(turns):
        at += timedelta(minutes=6 * (1 + number))
        turn(provider, at, by)
        if not Consignment.objects.exclude(stage__in=[Stage.SUBMITTED, Stage.DECLINED, Stage.DROPPED]).exists():
            return at
    raise AssertionError(dict(Counter(Consignment.objects.values_list("stage", "code"))))


def as_lines(pdf: bytes) -> list[str]:
    """What stands on its pages, line by line."""
    pages = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pdf)]
    return [line.strip() for page in pages for line in page.splitlines()]


def stages() -> Counter[str]:
    return Counter(Consignment.objects.values_list("stage", flat=True))


def check_once(house: House, letters: int = 3) -> None:
    """Each letter was submitted once, to its own person, and nothing else lies there."""
    assert house.complaints == []
    sent = house.submitted()
    assert len(sent) == letters
    assert house.submissions == Counter({sending.head["custom_id"]: 1 for sending in sent})
    ours = {one.pk.hex: one.piece.notice for one in Consignment.objects.select_related("piece__notice")}
    for sending in sent:
        [document], [recipient] = sending.documents, sending.recipients
        assert sending.head["custom_id"] == recipient["custom_id"]
        text = as_lines(document)
        assert ours[recipient["custom_id"]].reference in " ".join(text)
        for line in (recipient["address_line_2"], recipient["address_line_4"], recipient["address_line_6"]):
            assert line in text
    assert len({sending.recipients[0]["address_line_4"] for sending in sent}) == letters


def test_each_letter_is_its_own_sending(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    report = turn(provider, now, by)
    assert (report.submitted, report.stopped) == (3, "")
    assert stages() == {"submitted": 3}
    check_once(house)
    assert house.modes == ["password"]
    assert house.drafts() == []
    # Handing over is not posting: nobody counts as informed by it.
    assert set(Notice.objects.filter(pieces__run=run).values_list("state", flat=True)) == {State.IN_RUN}


def test_the_envelope_shows_nothing_and_nothing_is_kept(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    turn(provider, now, by)
    for sending in house.submitted():
        head = sending.head
        assert head["with_health_data"] is True
        assert head["archiving_duration"] == 0
        assert (head["print_sender_address"], head["envelope_windows_type"]) == (False, "SIMPLE")
        assert head["treat_undelivered_mail"] is True
        assert head["optional_address_sheet"] is True
        assert head["sender_address_line_1"] == "Information importante"
        assert "Cabinet" not in str(head)
        assert "Canari" not in str(head)


def test_twice_does_no_harm(provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor) -> None:
    turn(provider, now, by)
    assert consign_run(run=run, provider="maileva", again=True, by=by, at=now) == 0
    assert turn(provider, now + timedelta(days=1), by).is_idle
    check_once(house)


class Once:
    """The nth request of that step goes wrong; all others go well."""

    def __init__(self, step: str, fault: Any, nth: int = 1) -> None:
        self._step, self._fault, self._left = step, fault, nth

    def __call__(self, step: str) -> Any:
        if step != self._step:
            return None
        self._left -= 1
        return self._fault if self._left == 0 else None


@pytest.mark.parametrize("fault", ["before", "after", 500, 502, 429, (503, "120"), 401, 403, 408])
@pytest.mark.parametrize("step", ["token", "create", "document", "recipient", "look", "submit"])
def test_whatever_goes_wrong_once_each_letter_is_submitted_once(
    step: str, fault: Any, provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    house.faults = Once(step, fault, nth=1 if step == "token" else 2)
    to_the_end(provider, now, by)
    assert stages() == {"submitted": 3}
    check_once(house)
    assert house.drafts() == []


@pytest.mark.parametrize("step", ["create", "document", "recipient", "submit"])
def test_an_answer_that_comes_too_late_is_a_doubt(
    step: str, house: House, settings: Settings, run: PrintRun, now: datetime, by: Actor
) -> None:
    settings.HYBRID_MAIL = {**settings.HYBRID_MAIL, "timeout": 0.3}
    provider = open_provider()
    assert provider is not None
    house.slowness = 0.8
    house.faults = Once(step, "slow")
    report = turn(provider, now, by)
    assert (report.in_doubt, report.stopped) == (1, "connection_lost")
    to_the_end(provider, now, by)
    check_once(house)
    provider.close()


@pytest.mark.parametrize("seed", range(12))
def test_a_provider_that_stumbles_at_every_other_step(
    seed: int, provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    chance = random.Random(seed)
    faults = ["before", "after", 500, 429, 401]
    house.faults = lambda step: chance.choice(faults) if step != "token" and chance.random() < 0.25 else None
    to_the_end(provider, now, by, turns=200)
    house.faults = lambda _step: None
    check_once(house)


def test_a_token_that_ends_in_the_middle_is_asked_for_anew(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    house.token_lasts = 4
    assert turn(provider, now, by).submitted == 3
    assert len(house.modes) > 2
    check_once(house)


def test_the_provider_says_when_to_come_again(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    house.faults = Once("create", (429, "1800"))
    assert turn(provider, now, by).stopped == "http_429"
    asked = sum(house.steps.values())
    assert turn(provider, now + timedelta(minutes=29), by).is_idle
    assert sum(house.steps.values()) == asked
    assert turn(provider, now + timedelta(minutes=31), by).submitted == 3


def test_without_the_right_to_health_data_nothing_is_begun(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    house.faults = lambda step: 403 if step == "create" else None
    report = turn(provider, now, by)
    assert (report.stopped, report.submitted, report.declined) == ("http_403", 0, 0)
    assert house.steps["create"] == 1
    assert stages() == {"waiting": 3}


def test_an_address_the_provider_does_not_take_concerns_one_letter(
    provider: HybridMail, house: House, now: datetime, by: Actor
) -> None:
    rows = "Canari;Odd;01/02/1983;3 rue Refuse;69003;Lyon;;M.;;\n"
    case = approved_case(number=2, letters=2, rows=rows, at=now, by=by)
    make_letters(at=now, by=by)
    run = consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)
    report = turn(provider, now, by)
    assert (report.submitted, report.declined, report.stopped) == (2, 1, "")
    [declined] = Consignment.objects.filter(stage=Stage.DECLINED)
    assert declined.code == "ADDRESS_LINE_4_TOO_LONG"
    assert house.drafts() == []
    # A person says how it goes on: with the next run, on another printer.
    assert print_otherwise(run=run, by=by, at=now) == 1
    assert declined.piece.notice.state == State.READY_TO_PRINT
    assert print_otherwise(run=run, by=by, at=now) == 0


def test_three_declined_in_a_row_have_another_cause(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    rows = "".join(f"Canari;Odd;01/02/198{n};{n} rue Refuse;69003;Lyon;;M.;;\n" for n in range(1, 6))
    case = approved_case(number=3, rows=rows, at=now, by=by)
    make_letters(at=now, by=by)
    consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)
    Consignment.objects.filter(piece__run=run).delete()
    report = turn(provider, now, by)
    assert (report.declined, report.stopped) == (3, "declined_in_a_row")
    assert stages() == {"declined": 3, "waiting": 2}
    assert turn(provider, now + timedelta(hours=3), by).is_idle
    assert resume(run=case.print_runs.get(), by=by, at=now) == 2


@pytest.mark.parametrize("change", ["care", "more", "spoiled"])
def test_what_is_not_to_go_any_more_does_not_go(
    change: str, provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    piece = run.pieces.order_by("position")[1]
    if change == "care":
        Notice.objects.filter(pk=piece.notice_id).update(late_reason=HoldReason.DECEASED)
    elif change == "more":
        Notice.objects.filter(pk=piece.notice_id).update(more_leaked_at=now)
    else:
        run.pieces.filter(pk=piece.pk).update(fate=Fate.SPOILED)
    turn(provider, now, by)
    assert stages() == {"submitted": 2, "dropped": 1}
    check_once(house, letters=2)
    expected = {"care": State.HELD, "more": State.QUEUED, "spoiled": State.IN_RUN}
    piece.notice.refresh_from_db()
    assert piece.notice.state == expected[change]


def test_what_is_said_between_two_steps_still_counts(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A patient's death comes in while their letter is uploaded: it is not submitted, and its draft goes."""
    first = run.pieces.order_by("position")[0]
    address = Maileva._address

    def die_meanwhile(maileva: Maileva, sending: str, letter: Letter) -> None:
        address(maileva, sending, letter)
        if Consignment.objects.get(pk=letter.custom_id).piece_id == first.pk:
            Notice.objects.filter(pk=first.notice_id).update(late_reason=HoldReason.DECEASED)

    monkeypatch.setattr(Maileva, "_address", die_meanwhile)
    turn(provider, now, by)
    assert stages() == {"submitted": 2, "dropped": 1}
    assert house.drafts() == []


def test_a_worker_that_sleeps_too_long_submits_nothing_any_more(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    asleep = begin_next(provider="maileva", stage=Stage.DRAFTING, run=run, by=by, at=now)
    assert asleep is not None
    to_the_end(provider, now, by)
    assert go_on(held=asleep, stage=Stage.FILLING, sending="abc", by=by, at=now + timedelta(hours=1)) is None
    check_once(house)


def test_two_workers_never_settle_the_same_doubt(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    house.faults = Once("submit", "after")
    turn(provider, now, by)
    later = now + timedelta(minutes=5)
    assert len(begin_settling(provider="maileva", run=None, by=by, at=later)) == 1
    assert begin_settling(provider="maileva", run=None, by=by, at=later) == []


def test_a_halted_case_hands_over_nothing(
    provider: HybridMail, house: House, run: PrintRun, now: datetime, by: Actor
) -> None:
    halt(case=run.case, kind=HaltKind.STOP, reason=HaltReason.TEXT, by=by, at=now)
    assert turn(provider, now, by).is_idle
    assert house.steps == Counter()


def test_nobody_there_leaves_everything_waiting(
    house: House, settings: Settings, run: PrintRun, now: datetime, by: Actor
) -> None:
    settings.HYBRID_MAIL = options("http://127.0.0.1:9")
    nobody = open_provider()
    assert nobody is not None
    assert turn(nobody, now, by).stopped == "no_connection"
    assert stages() == {"waiting": 3}


def test_an_application_may_log_in_as_itself(
    house: House, settings: Settings, run: PrintRun, now: datetime, by: Actor
) -> None:
    settings.HYBRID_MAIL = {**settings.HYBRID_MAIL, "username": "", "password": ""}
    provider = open_provider()
    assert provider is not None
    assert turn(provider, now, by).submitted == 3
    assert house.modes == ["client_credentials"]
    provider.close()
