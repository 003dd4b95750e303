"""Bundling letters that are ready to print."""

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.audit.copying import insert_values
from notifier.breaches.models import Case
from notifier.delivery.actions import note_handover
from notifier.delivery.choices import ProviderKind
from notifier.mailroom.models import Consignment, Piece, PrintRun
from notifier.mailroom.queries import MadeOne, OpenedOne, made_letters, opened_letters
from notifier.mailroom.rules.consigning import NOT_GOING
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.rules.states import event_for
from notifier.press.bundle import BundleWriter
from notifier.vault.keystore import sealer_for

# A run of any length takes the memory of so many letters.
_AT_ONCE = 500
_COLUMNS = ("run_id", "notice_id", "position", "first_page", "pages", "sha256", "fate")


class NothingToPrint(LookupError):
    """No letter of the case is ready: none was made, or all are in a run already."""


class LettersChanged(RuntimeError):
    """A letter of the run was made anew since, so that the run as it was cannot be printed any more."""


class WithProvider(RuntimeError):
    """A hybrid-mail provider prints these letters, or may have: nobody else does."""


@transaction.atomic
def make_print_run(*, case: Case, duplex: bool, into: BinaryIO, by: Actor, at: datetime) -> PrintRun:
    """Bundle every letter of the case that is ready to print, by country and postcode, as the post sorts; the PDF is
    written to `into` letter by letter.

    The letters are *in run* afterwards, so a second call never prints them again. Raises NothingToPrint.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    order = _ready(case)
    number = (case.print_runs.aggregate(highest=Max("number"))["highest"] or 0) + 1
    run = PrintRun.objects.create(
        case=case, number=number, made_at=at, letters=len(order), pages=0, sha256="", is_duplex=duplex
    )
    writer = BundleWriter(into, run=number, duplex=duplex)
    written = opened_letters(map(MadeOne.of_key, order), case, sealer_for(case.pk))
    position = 0
    while some := list(islice(written, _AT_ONCE)):
        _put_in(run, writer, some, position, by=by, at=at)
        position += len(some)
    run.sha256, run.pages = writer.close(), writer.pages
    run.save(update_fields=["sha256", "pages"])
    record(_made(run), by=by, at=at)
    return run


@transaction.atomic
def hand_over(*, run: PrintRun, recipient: str | None, by: Actor, at: datetime) -> None:
    """Note that the bundle left us: sealed for a printer named by a code word, who holds copies of it from then on, or
    plain for one's own printer.
    """
    kind = "print_run.sealed" if recipient else "print_run.plain"
    data = {"number": run.number, "recipient": recipient}
    record(Fact(kind, f"print_run:{run.pk}", case=run.case_id, data=data), by=by, at=at)
    if recipient:
        days = settings.PRINTER_KEEPS_DAYS
        note_handover(case=run.case_id, kind=ProviderKind.PRINTER, provider=recipient, days=days, by=by, at=at)


@transaction.atomic
def print_to(
    *,
    case: Case,
    duplex: bool,
    recipient: str | None,
    into: BinaryIO,
    keep: Callable[[PrintRun], None],
    by: Actor,
    at: datetime,
) -> PrintRun:
    """A run whose PDF is written to `into` and put by `keep` where it is to go, handed over as hand_over says. Raises
    NothingToPrint.

    Inside one transaction: a bundle that cannot be kept was never made, and its letters stay ready to print.
    """
    run = make_print_run(case=case, duplex=duplex, into=into, by=by, at=at)
    keep(run)
    hand_over(run=run, recipient=recipient, by=by, at=at)
    return run


@transaction.atomic
def print_here(*, case: Case, by: Actor, at: datetime) -> tuple[PrintRun, bytes]:
    """A run for the practice's own printer, handed over in clear, which the log says. Raises NothingToPrint."""
    out = BytesIO()
    run = make_print_run(case=case, duplex=True, into=out, by=by, at=at)
    hand_over(run=run, recipient=None, by=by, at=at)
    return run, out.getvalue()


@transaction.atomic
def print_again(*, run: PrintRun, by: Actor, at: datetime) -> bytes:
    """The run's letters once more, in their places and under their codes, handed over in clear: a download or a
    printer may fail. Raises LettersChanged, and WithProvider where another prints them.
    """
    if Consignment.objects.filter(piece__run=run).exclude(stage__in=NOT_GOING).exists():
        raise WithProvider(f"{run} is with a provider")
    pieces = list(run.pieces.order_by("position"))
    sealer = sealer_for(run.case_id)
    made = made_letters([piece.notice_id for piece in pieces], sealer)
    out = BytesIO()
    writer = BundleWriter(out, run=run.number, duplex=run.is_duplex)
    places = []
    for one in opened_letters(made, run.case, sealer):
        place = writer.add(one.letter)
        places.append((place.first_page, place.pages, one.commitment))
    writer.close()
    if [(piece.first_page, piece.pages, piece.sha256) for piece in pieces] != places:
        raise LettersChanged(f"the letters of {run} are not those it was made of")
    hand_over(run=run, recipient=None, by=by, at=at)
    return out.getvalue()


def _ready(case: Case) -> list[bytes]:
    """The keys of the letters that are ready, in the post's order; locked. Raises NothingToPrint."""
    notices = case.notices.filter(state=State.READY_TO_PRINT).order_by("pk")
    if connection.features.has_select_for_update:
        notices = notices.select_for_update(of=("self",))
    found = list(notices.values_list("pk", flat=True))
    if not found:
        raise NothingToPrint(f"no letter of case {case.pk} is ready")
    return sorted(one.key() for one in made_letters(found, sealer_for(case.pk)))


def _put_in(
    run: PrintRun, writer: BundleWriter, letters: Sequence[OpenedOne], after: int, *, by: Actor, at: datetime
) -> None:
    """Write some letters down as being in the run, behind as many as were put in before."""
    rows = []
    for position, one in enumerate(letters, start=after + 1):
        place = writer.add(one.letter)
        # Each is known by what the log committed to when it was made.
        rows.append((run.pk, one.notice, position, place.first_page, place.pages, one.commitment, ""))
    insert_values(Piece, _COLUMNS, rows)
    notices = [one.notice for one in letters]
    Notice.objects.filter(pk__in=notices, state=State.READY_TO_PRINT).update(state=State.IN_RUN, changed_at=at)
    record_all([_in_run(run, notice) for notice in notices], by=by, at=at)


def _made(run: PrintRun) -> Fact:
    data = {"number": run.number, "letters": run.letters, "pages": run.pages, "sha256": run.sha256}
    return Fact("print_run.made", f"print_run:{run.pk}", case=run.case_id, data=data)


def _in_run(run: PrintRun, notice: UUID) -> Fact:
    kind = event_for(State.READY_TO_PRINT, State.IN_RUN)
    return Fact(kind, f"notice:{notice}", case=run.case_id, data={"run": str(run.pk)})
