"""Bundling letters that are ready to print."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, QuerySet

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import note_handover
from notifier.delivery.choices import ProviderKind
from notifier.delivery.models import MadeLetter
from notifier.mailroom.models import Piece, PrintRun
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.rules.states import event_for
from notifier.press.bundle import Bundle, bundle
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for
from notifier.vault.sealing import Sealer


class NothingToPrint(LookupError):
    """No letter of the case is ready: none was made, or all are in a run already."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """An opened letter and where it belongs in the bundle."""

    notice: Notice
    pdf: bytes = field(repr=False)
    order: tuple[str, str] = field(repr=False)


@transaction.atomic
def make_print_run(*, case: Case, duplex: bool, by: Actor, at: datetime) -> tuple[PrintRun, bytes]:
    """Bundle every letter of the case that is ready to print, by country and postcode, as the post sorts.

    The letters are *in run* afterwards, so a second call never prints them again. Raises NothingToPrint.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    ready = _ready(case)
    if not ready:
        raise NothingToPrint(f"no letter of case {case.pk} is ready")
    made = bundle((letter.pdf for letter in ready), duplex=duplex)
    run = PrintRun.objects.create(
        case=case,
        number=(case.print_runs.aggregate(highest=Max("number"))["highest"] or 0) + 1,
        made_at=at,
        letters=len(ready),
        pages=made.pages,
        sha256=sha256(made.pdf).hexdigest(),
    )
    _place(run, ready, made)
    _move(ready, at)
    record_all([_made(run), *(_in_run(run, letter) for letter in ready)], by=by, at=at)
    return run, made.pdf


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
    keep: Callable[[PrintRun, bytes], None],
    by: Actor,
    at: datetime,
) -> PrintRun:
    """A run that `keep` puts where it is to go, handed over as hand_over says. Raises NothingToPrint.

    Inside one transaction: a bundle that cannot be kept was never made, and its letters stay ready to print.
    """
    run, pdf = make_print_run(case=case, duplex=duplex, by=by, at=at)
    keep(run, pdf)
    hand_over(run=run, recipient=recipient, by=by, at=at)
    return run


@transaction.atomic
def print_here(*, case: Case, by: Actor, at: datetime) -> tuple[PrintRun, bytes]:
    """A run for the practice's own printer, handed over in clear, which the log says. Raises NothingToPrint."""
    run, pdf = make_print_run(case=case, duplex=True, by=by, at=at)
    hand_over(run=run, recipient=None, by=by, at=at)
    return run, pdf


@transaction.atomic
def print_again(*, run: PrintRun, by: Actor, at: datetime) -> bytes:
    """The run's letters once more, in their places, handed over in clear: a download or a printer may fail."""
    pieces = list(run.pieces.order_by("position"))
    letters = _letters(Notice.objects.filter(pieces__run=run))
    sealer = sealer_for(run.case_id)
    pdfs = (_pdf(letters[piece.notice_id], sealer) for piece in pieces)
    # Blank backs were added for duplex printing alone.
    made = bundle(pdfs, duplex=run.pages > sum(piece.pages for piece in pieces))
    if [piece.sha256 for piece in made.pieces] != [piece.sha256 for piece in pieces]:
        raise RuntimeError(f"the letters of {run} are not those it was made of")
    hand_over(run=run, recipient=None, by=by, at=at)
    return made.pdf


def _ready(case: Case) -> list[_Ready]:
    notices = case.notices.filter(state=State.READY_TO_PRINT).select_related("patient")
    if not notices.exists():
        return []  # An erased case has no key to ask for.
    if connection.features.has_select_for_update:
        notices = notices.select_for_update(of=("self",))
    sealer, letters = sealer_for(case.pk), _letters(notices)
    return sorted((_open(notice, letters[notice.pk], sealer) for notice in notices), key=lambda letter: letter.order)


def _letters(notices: QuerySet[Notice]) -> dict[UUID, MadeLetter]:
    """The letter of each; one query."""
    made = MadeLetter.objects.filter(attempt__notice__in=notices).select_related("attempt")
    return {letter.attempt.notice_id: letter for letter in made}


def _open(notice: Notice, letter: MadeLetter, sealer: Sealer) -> _Ready:
    person = open_person(notice.recipient, sealer)
    return _Ready(notice, _pdf(letter, sealer), (person.country, person.postcode))


def _pdf(letter: MadeLetter, sealer: Sealer) -> bytes:
    return sealer.open("letters", letter.attempt_id, bytes(letter.sealed))


def _place(run: PrintRun, ready: list[_Ready], made: Bundle) -> None:
    Piece.objects.bulk_create(
        Piece(
            run=run,
            notice=letter.notice,
            position=position,
            first_page=place.first_page,
            pages=place.pages,
            sha256=place.sha256,
        )
        for position, (letter, place) in enumerate(zip(ready, made.pieces, strict=True), start=1)
    )


def _move(ready: list[_Ready], at: datetime) -> None:
    ids = [letter.notice.pk for letter in ready]
    Notice.objects.filter(pk__in=ids, state=State.READY_TO_PRINT).update(state=State.IN_RUN, changed_at=at)


def _made(run: PrintRun) -> Fact:
    data = {"number": run.number, "letters": run.letters, "pages": run.pages, "sha256": run.sha256}
    return Fact("print_run.made", f"print_run:{run.pk}", case=run.case_id, data=data)


def _in_run(run: PrintRun, letter: _Ready) -> Fact:
    kind = event_for(State.READY_TO_PRINT, State.IN_RUN)
    return Fact(kind, f"notice:{letter.notice.pk}", case=run.case_id, data={"run": str(run.pk)})
