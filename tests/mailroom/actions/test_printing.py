"""Bundling: once, in the post's order, and said in the log."""

from datetime import datetime
from errno import ENOSPC
from hashlib import sha256
from io import BytesIO

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.models import Handover
from notifier.mailroom.actions import NothingToPrint, hand_over, make_print_run, print_again, print_here, printing
from notifier.mailroom.models import Piece, PrintRun
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.press.samples import text_of
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return sorted(Notice.objects.values_list("state", flat=True))


def data(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(e.body))["data"] for e in Event.objects.filter(kind=kind).order_by("pk")]


def test_a_run_holds_every_letter_that_is_ready(case: Case, now: datetime, by: Actor) -> None:
    out = BytesIO()
    run = make_print_run(case=case, duplex=True, into=out, by=by, at=now)
    assert (run.number, run.letters, run.pages) == (1, 3, sum(p.pages + p.pages % 2 for p in run.pieces.all()))
    assert states() == ["held", "in_run", "in_run", "in_run"]
    text = text_of(out.getvalue())
    assert all(
        reference in text for reference in Notice.objects.filter(state="in_run").values_list("reference", flat=True)
    )


def test_a_letter_is_printed_once(case: Case, now: datetime, by: Actor) -> None:
    make_print_run(case=case, duplex=True, into=BytesIO(), by=by, at=now)
    with pytest.raises(NothingToPrint):
        make_print_run(case=case, duplex=True, into=BytesIO(), by=by, at=now)
    assert (PrintRun.objects.count(), Piece.objects.count()) == (1, 3)


def test_a_case_without_letters_has_nothing_to_print(now: datetime, by: Actor) -> None:
    other = approved_case(emails=1, letters=0, held=0, at=now, by=by)
    with pytest.raises(NothingToPrint):
        make_print_run(case=other, duplex=True, into=BytesIO(), by=by, at=now)


def test_another_case_is_left_alone(case: Case, now: datetime, by: Actor) -> None:
    other = approved_case(number=2, emails=0, letters=1, held=0, at=now, by=by)
    make_print_run(case=case, duplex=True, into=BytesIO(), by=by, at=now)
    assert other.notices.get().state == State.QUEUED


def test_letters_lie_in_the_order_of_the_post(now: datetime, by: Actor) -> None:
    places = (("75011", "Paris", "Abel"), ("13001", "Marseille", "Basile"), ("69003", "Lyon", "Cyr"))
    rows = [f"Canari;{name};01/02/1980;1 rue du Port;{code};{town};;M.;;\n" for code, town, name in places]
    case = approved_case(rows="".join(rows), at=now, by=by)
    make_letters(at=now, by=by)
    out = BytesIO()
    make_print_run(case=case, duplex=False, into=out, by=by, at=now)
    text = text_of(out.getvalue())
    assert text.index("13001 MARSEILLE") < text.index("69003 LYON") < text.index("75011 PARIS")


def test_every_letter_and_the_run_leave_their_events(case: Case, now: datetime, by: Actor) -> None:
    run = make_print_run(case=case, duplex=True, into=BytesIO(), by=by, at=now)
    assert data("print_run.made") == [{"number": 1, "letters": 3, "pages": run.pages, "sha256": run.sha256}]
    assert data("letter.in_run") == [{"run": str(run.pk)}] * 3


def test_a_long_run_is_the_short_one_written_down_in_parts(
    case: Case, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_AT_ONCE", 2)
    out = BytesIO()
    run = make_print_run(case=case, duplex=True, into=out, by=by, at=now)
    pieces = list(run.pieces.order_by("position"))
    assert [piece.position for piece in pieces] == [1, 2, 3]
    assert [piece.first_page for piece in pieces] == [1, *(p.first_page + p.pages + p.pages % 2 for p in pieces[:2])]
    assert run.sha256 == PrintRun.objects.get().sha256 == sha256(out.getvalue()).hexdigest()
    assert (states(), len(data("letter.in_run"))) == (["held", "in_run", "in_run", "in_run"], 3)
    assert print_again(run=run, by=by, at=now) == out.getvalue()


def test_handing_over_says_to_whom(case: Case, now: datetime, by: Actor) -> None:
    run = make_print_run(case=case, duplex=True, into=BytesIO(), by=by, at=now)
    hand_over(run=run, recipient="imprimeur-lyon", by=by, at=now)
    assert data("print_run.sealed") == [{"number": 1, "recipient": "imprimeur-lyon"}]


def test_printing_at_the_practice_is_said_to_be_in_clear(case: Case, now: datetime, by: Actor) -> None:
    print_here(case=case, by=by, at=now)
    assert data("print_run.plain") == [{"number": 1, "recipient": None}]


def test_when_bundling_fails_every_letter_stays_ready(case: Case, now: datetime, by: Actor) -> None:
    class FullDisk(BytesIO):
        def write(self, data: object) -> int:
            raise OSError(ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        make_print_run(case=case, duplex=True, into=FullDisk(), by=by, at=now)
    assert states() == ["held", "ready_to_print", "ready_to_print", "ready_to_print"]
    assert not PrintRun.objects.exists()


def test_a_printer_holds_copies_from_then_on_and_ones_own_does_not(
    case: Case, now: datetime, by: Actor, settings: Settings
) -> None:
    settings.PRINTER_KEEPS_DAYS = 14
    run = make_print_run(case=case, duplex=True, into=BytesIO(), by=by, at=now)
    hand_over(run=run, recipient=None, by=by, at=now)
    assert not Handover.objects.exists()
    hand_over(run=run, recipient="imprimeur-lyon", by=by, at=now)
    row = Handover.objects.get()
    assert (row.case, row.kind, row.provider, row.days) == (case, "printer", "imprimeur-lyon", 14)
