"""Giving letters to a hybrid-mail provider to print and post: which, and each step of each letter's way."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.copying import insert_many
from notifier.breaches.models import Case
from notifier.delivery.actions import note_handover
from notifier.delivery.choices import ProviderKind
from notifier.delivery.queries.halts import halts_in_force
from notifier.mailroom.actions.posting import spoil
from notifier.mailroom.actions.printing import make_print_run
from notifier.mailroom.choices import Fate, Stage
from notifier.mailroom.models import Consignment, Piece, PrintRun
from notifier.mailroom.queries.consigning import may_be_consigned
from notifier.mailroom.rules.consigning import (
    ASKING,
    LEASE,
    SETTLE_AFTER,
    TRANSITIONS,
    asked_again_after,
    retry_after,
)
from notifier.notices.choices import State

_SETTLED_AT_ONCE = 50


class DrillStaysHere(RuntimeError):
    """The letters of a drill reach nobody."""


class AlreadyHandedOver(RuntimeError):
    """This run was given to a printer before: who gives it to another as well must say so."""


@dataclass(frozen=True, slots=True)
class Held:
    """A letter this worker is at: what was asked of the provider, and the provider's name of it."""

    pk: UUID
    token: UUID
    stage: Stage
    sending: str = ""


@transaction.atomic
def consign_letters(*, case: Case, provider: str, duplex: bool, by: Actor, at: datetime) -> PrintRun:
    """Make a run of all that is ready and give it to the provider, letter by letter: of the bundle nothing is kept but
    its hash. Nothing leaves here yet. Raises NothingToPrint, DrillStaysHere.
    """
    with open(os.devnull, "wb") as nowhere:
        run = make_print_run(case=case, duplex=duplex, into=nowhere, by=by, at=at)
    consign_run(run=run, provider=provider, again=True, by=by, at=at)
    return run


@transaction.atomic
def consign_run(*, run: PrintRun, provider: str, again: bool, by: Actor, at: datetime) -> int:
    """Give to the provider what of a run is neither posted nor spoiled. Doing so twice does no harm: nothing is given
    that was given. Returns how many letters are new. A run as it is made is handed to somebody, so that giving it to a
    provider is giving it a second time, which must be meant: raises AlreadyHandedOver unless `again`. Raises
    DrillStaysHere.
    """
    case = Case.objects.select_for_update().select_related("breach").get(pk=run.case_id)
    if not may_be_consigned(case):
        raise DrillStaysHere
    is_known = Consignment.objects.filter(piece__run=run).exists()
    pieces = run.pieces.filter(notice__state=State.IN_RUN, consignment__isnull=True).exclude(fate=Fate.SPOILED)
    new = [] if is_known else list(pieces.order_by("position").values_list("pk", flat=True))
    if not new:
        return 0
    if not again:
        raise AlreadyHandedOver
    insert_many([Consignment(id=uuid4(), piece_id=piece, provider=provider, due_at=at) for piece in new])
    data = {"number": run.number, "provider": provider, "count": len(new)}
    record(Fact("print_run.consigned", f"print_run:{run.pk}", case=case.pk, data=data), by=by, at=at)
    days = settings.PRINTER_KEEPS_DAYS
    note_handover(case=case.pk, kind=ProviderKind.PRINTER, provider=provider, days=days, by=by, at=at)
    return len(new)


@transaction.atomic
def begin_next(*, provider: str, stage: Stage, run: PrintRun | None, by: Actor, at: datetime) -> Held | None:
    """Take the next letter that is due and note its first step as asked for; None where there is none. What is not to
    go any more is left out on the way, and of what is halted nothing goes.
    """
    while found := _next(provider, run, at):
        if _is_owed(found.piece):
            return _held(found, stage, at)
        _drop(found, by, at)
    return None


@transaction.atomic
def go_on(*, held: Held, stage: Stage, sending: str, by: Actor, at: datetime) -> Held | None:
    """The step before is done; the next one is about to be asked for. None where the letter is not this worker's any
    more, or, before it is printed, not to go any more.
    """
    if stage is Stage.SUBMITTING:
        # Whoever says meanwhile that it must not go waits, or has said so.
        case = Piece.objects.values_list("run__case", flat=True).get(consignment=held.pk)
        Case.objects.select_for_update().get(pk=case)
        if not _is_owed(Piece.objects.select_related("notice").get(consignment=held.pk)):
            return None
    changes: dict[str, object] = {
        "stage": stage,
        "sending": sending,
        "lease_until": at + LEASE,
        "due_at": at + SETTLE_AFTER,
    }
    return Held(held.pk, held.token, stage, sending) if _moved(held, stage, changes) else None


@transaction.atomic
def note_submitted(*, held: Held, sending: str, by: Actor, at: datetime) -> bool:
    """The provider has it, and will print it. Once only."""
    due = at + asked_again_after(Stage.SUBMITTED, timedelta())
    changes: dict[str, object] = {
        "stage": Stage.SUBMITTED,
        "sending": sending,
        "submitted_at": at,
        "due_at": due,
        "code": "",
    }
    if not _moved(held, Stage.SUBMITTED, changes | _FREE):
        return False
    _tell("letter.entrusted", held.pk, {}, by, at)
    return True


@transaction.atomic
def wait_again(*, held: Held, code: str, wait: int = 0, by: Actor, at: datetime) -> None:
    """Nothing of it is with the provider: it is begun anew, later."""
    tries = Consignment.objects.values_list("tries", flat=True).get(pk=held.pk)
    due = at + max(retry_after(tries), timedelta(seconds=wait))
    changes: dict[str, object] = {
        "stage": Stage.WAITING,
        "sending": "",
        "tries": tries + 1,
        "due_at": due,
        "code": code,
    }
    _moved(held, Stage.WAITING, changes | _FREE)


@transaction.atomic
def leave_in_doubt(*, held: Held, code: str, wait: int = 0, by: Actor, at: datetime) -> None:
    """Something of it may be with the provider: it stays as it is until that is settled, by asking."""
    tries = Consignment.objects.values_list("tries", flat=True).get(pk=held.pk)
    due = at + max(SETTLE_AFTER, retry_after(tries), timedelta(seconds=wait))
    changes: dict[str, object] = {"tries": tries + 1, "due_at": due, "code": code}
    _moved(held, held.stage, changes | _FREE)


@transaction.atomic
def note_declined(*, held: Held, code: str, by: Actor, at: datetime) -> bool:
    """The provider will not print it; nothing of it is left there. A person says how it goes on."""
    if not _moved(held, Stage.DECLINED, {"stage": Stage.DECLINED, "code": code} | _FREE):
        return False
    _tell("letter.declined", held.pk, {"code": code}, by, at)
    return True


@transaction.atomic
def drop(*, held: Held, by: Actor, at: datetime) -> None:
    """It is not to go any more, and nothing of it is left with the provider."""
    row = Consignment.objects.select_for_update(of=("self",)).select_related("piece__run").get(pk=held.pk)
    if row.token == held.token:
        _drop(row, by, at)


@transaction.atomic
def begin_settling(*, provider: str, run: PrintRun | None, by: Actor, at: datetime) -> list[Held]:
    """The letters whose doubt can be settled now, some at a time, held while they are."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
    rows = Consignment.objects.filter(free, provider=provider, stage__in=ASKING, due_at__lte=at)
    rows = _lockable(rows.filter(piece__run=run) if run else rows)
    found = list(rows.order_by("due_at", "pk").values_list("pk", "stage", "sending")[:_SETTLED_AT_ONCE])
    token = uuid4()
    Consignment.objects.filter(pk__in=[pk for pk, _, _ in found]).update(token=token, lease_until=at + LEASE)
    return [Held(pk, token, Stage(stage), sending) for pk, stage, sending in found]


@transaction.atomic
def hold_back(*, provider: str, until: datetime, by: Actor, at: datetime) -> None:
    """Nothing is begun before then: the provider asked for it, or is not there."""
    Consignment.objects.filter(provider=provider, stage=Stage.WAITING, due_at__lt=until).update(due_at=until)


@transaction.atomic
def resume(*, run: PrintRun, by: Actor, at: datetime) -> int:
    """Somebody looked: what waits goes on now. Returns how many."""
    return Consignment.objects.filter(piece__run=run, stage=Stage.WAITING, due_at__gt=at).update(due_at=at)


@transaction.atomic
def print_otherwise(*, run: PrintRun, by: Actor, at: datetime) -> int:
    """The letters the provider declined go into the next run, and those that were to be submitted and of which it now
    says that there are none. Returns how many.
    """
    rows = Consignment.objects.filter(piece__run=run)
    rows.filter(stage=Stage.SUBMITTING, code="gone", token__isnull=True).update(stage=Stage.DECLINED)
    declined = rows.filter(stage=Stage.DECLINED).values_list("piece", flat=True)
    return spoil(run=run, pieces=list(declined), by=by, at=at)


_FREE: dict[str, object] = {"token": None, "lease_until": None}


def _next(provider: str, run: PrintRun | None, at: datetime) -> Consignment | None:
    halted = halts_in_force(at)
    rows = Consignment.objects.filter(provider=provider, stage=Stage.WAITING, due_at__lte=at)
    if halted:
        rows = rows.exclude(piece__run__case__in=Case.objects.filter(halted.of_cases).values("pk"))
    rows = _lockable(rows.filter(piece__run=run) if run else rows)
    return rows.select_related("piece__run", "piece__notice").order_by("due_at", "pk").first()


def _lockable(rows: QuerySet[Consignment]) -> QuerySet[Consignment]:
    """PostgreSQL passes over what another worker takes; SQLite has one writer at a time."""
    return rows.select_for_update(of=("self",), skip_locked=True) if connection.features.has_select_for_update else rows


def _is_owed(piece: Piece) -> bool:
    """Still in this run, and no list that came meanwhile says otherwise or more."""
    notice = piece.notice
    is_late = bool(notice.late_reason) or notice.more_leaked_at is not None
    return notice.state == State.IN_RUN and piece.fate != Fate.SPOILED and not is_late


def _held(row: Consignment, stage: Stage, at: datetime) -> Held:
    token = uuid4()
    changes: dict[str, object] = {
        "stage": stage,
        "token": token,
        "lease_until": at + LEASE,
        "due_at": at + SETTLE_AFTER,
    }
    if not Consignment.objects.filter(pk=row.pk, stage=Stage.WAITING).update(**changes):
        raise RuntimeError("a consignment changed hands while it was locked")
    return Held(row.pk, token, stage)


def _drop(row: Consignment, by: Actor, at: datetime) -> None:
    Consignment.objects.filter(pk=row.pk).update(stage=Stage.DROPPED, sending="", **_FREE)
    spoil(run=row.piece.run, pieces=[row.piece_id], by=by, at=at)


def _moved(held: Held, to: Stage, changes: dict[str, object]) -> bool:
    """Only where it is still this worker's, and as this worker left it."""
    if to is not held.stage and to not in TRANSITIONS[held.stage]:
        raise ValueError(f"a consignment cannot go from {held.stage} to {to}")
    return bool(Consignment.objects.filter(pk=held.pk, token=held.token, stage=held.stage).update(**changes))


def _tell(kind: str, consignment: UUID, data: dict[str, object], by: Actor, at: datetime) -> None:
    found = Consignment.objects.values_list("provider", "piece__notice", "piece__run", "piece__run__case")
    provider, notice, run, case = found.get(pk=consignment)
    data = {"run": str(run), "provider": provider, **data}
    record(Fact(kind, f"notice:{notice}", case=case, data=data), by=by, at=at)
