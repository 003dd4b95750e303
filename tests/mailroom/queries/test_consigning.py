"""A letter as it is handed over, and how far a run is."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.models import Attempt, MadeLetter
from notifier.dossiers.actions.closing import close_case
from notifier.dossiers.actions.erasing import begin_erasure
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.policies import ActRefused
from notifier.mailroom.actions import consign_letters, print_here
from notifier.mailroom.actions.consigning import begin_next, leave_in_doubt
from notifier.mailroom.choices import Finding, Stage
from notifier.mailroom.models import Consignment, PrintRun
from notifier.mailroom.queries.consigning import (
    LetterGone,
    letters_on_their_way,
    may_be_consigned,
    opened_letter,
    progress_of,
    provider_name,
    sender_lines,
)
from tests.press.samples import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(case: Case, now: datetime, by: Actor) -> PrintRun:
    return consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)


def first(run: PrintRun) -> Consignment:
    return (
        Consignment.objects.select_related("piece__run__case__controller", "piece__notice")
        .filter(piece__run=run)
        .order_by("piece__position")[0]
    )


def test_the_letter_is_the_one_that_was_committed_to(run: PrintRun) -> None:
    one = first(run)
    opened = opened_letter(one)
    assert opened.lines[0].startswith("M. Luc ")
    assert opened.lines[1].endswith(" RUE DU PORT")
    assert opened.lines[2] == "69003 LYON"
    assert opened.country == "FR"
    text = text_of(opened.pdf)
    assert all(line in text for line in (*opened.lines, one.piece.notice.reference))
    assert "Canari" not in repr(opened)


@pytest.mark.parametrize("what", ["attempt", "letter", "commitment", "piece"])
def test_another_letter_than_that_is_not_handed_over(what: str, run: PrintRun) -> None:
    one = first(run)
    attempt = Attempt.objects.get(notice=one.piece.notice_id)
    if what == "attempt":
        Attempt.objects.filter(pk=attempt.pk).update(sealed=None)
    elif what == "letter":
        MadeLetter.objects.filter(pk=attempt.pk).delete()
    elif what == "commitment":
        Attempt.objects.filter(pk=attempt.pk).update(commitment="0" * 64)
    else:
        one.piece.sha256 = "0" * 64
    with pytest.raises(LetterGone):
        opened_letter(one)


def test_the_sender_is_nobody_one_knows(run: PrintRun, settings: Settings) -> None:
    controller = run.case.controller
    assert sender_lines(controller) == ("Information importante", "14 RUE DES LILAS", "69003 LYON")
    controller.street = "Immeuble " + "très long " * 8
    assert sender_lines(controller) == ()


def test_how_far_a_run_is(
    run: PrintRun, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    held = begin_next(provider="maileva", stage=Stage.DRAFTING, run=run, by=by, at=now)
    assert held is not None
    with django_assert_num_queries(5):
        found = progress_of(run, now)
    assert found is not None
    assert (found.waiting, found.asking, found.in_doubt, found.is_moving) == (2, 1, 0, True)
    leave_in_doubt(held=held, code="gone", by=by, at=now)
    Consignment.objects.filter(stage=Stage.WAITING).update(
        stage=Stage.PRODUCED, sending="s", finding=Finding.PAGES, due_at=now + timedelta(days=1)
    )
    found = progress_of(run, now)
    assert found is not None
    assert (found.waiting, found.in_doubt, found.produced, found.pages_differ) == (0, 1, 2, 2)
    assert found.codes == [("gone", 1)]
    assert found.can_go_otherwise is False
    Consignment.objects.filter(pk=held.pk).update(stage=Stage.SUBMITTING)
    found = progress_of(run, now)
    assert found is not None
    assert found.can_go_otherwise is True


def test_a_case_is_neither_closed_nor_erased_while_its_letters_are_on_their_way(
    run: PrintRun, case: Case, now: datetime, by: Actor
) -> None:
    assert letters_on_their_way(case) == 3
    with pytest.raises(ActRefused) as closing:
        close_case(case=case, by=by, at=now)
    with pytest.raises(ActRefused) as erasing:
        begin_erasure(case=case, reason=ErasureReason.ASKED, by=by, at=now)
    assert "letters_on_their_way" in closing.value.problems
    assert "letters_on_their_way" in erasing.value.problems
    Consignment.objects.update(stage=Stage.SUBMITTED, sending="s")
    assert letters_on_their_way(case) == 0


def test_a_run_nobody_was_given_has_no_progress(case: Case, now: datetime, by: Actor) -> None:
    assert progress_of(print_here(case=case, by=by, at=now)[0], now) is None


def test_who_prints_for_us(settings: Settings, case: Case) -> None:
    assert provider_name() == ""
    settings.HYBRID_MAIL = {"name": "maileva"}
    assert provider_name() == "maileva"
    assert may_be_consigned(case) is True
    case.breach.is_drill = True
    assert may_be_consigned(case) is False
