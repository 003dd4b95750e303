"""Asking a provider what became of the letters it was given. Only its answer counts, never a notification."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from notifier.audit.actors import Actor
from notifier.mailroom.actions.answering import (
    ask_later,
    note_difference,
    note_produced,
    note_rejected,
    note_undelivered,
)
from notifier.mailroom.channels import Down, HybridMail, Said, Unclear
from notifier.mailroom.choices import Finding, Stage, Word
from notifier.mailroom.models import Consignment, PrintRun
from notifier.mailroom.rules.consigning import ASKED_ABOUT
from notifier.mailroom.rules.returning import is_return


@dataclass(slots=True)
class Asked:
    """For how many letters something new was said. `stopped` is why the asking ended before its time."""

    posted: int = 0
    declined: int = 0
    returned: int = 0
    differ: int = 0
    stopped: str = ""


def ask_provider(
    provider: HybridMail,
    *,
    run: PrintRun | None,
    most: int,
    clock: Callable[[], datetime],
    by: Actor,
    asked_to_stop: Callable[[], bool] = lambda: False,
) -> Asked:
    """Ask about the letters whose turn it is, the longest due first. What is learnt is written down before the end, so
    that a worker killed meanwhile asks again, to no effect.
    """
    report, produced = Asked(), _Produced()
    rows = Consignment.objects.filter(provider=provider.name, stage__in=ASKED_ABOUT, due_at__lte=clock())
    rows = rows.filter(piece__run=run) if run else rows
    for row in rows.select_related("piece__run").order_by("due_at", "pk")[:most]:
        if asked_to_stop():
            break
        try:
            said = provider.look(row.sending)
        except (Down, Unclear) as down:
            report.stopped = down.code
            break
        _take(row, said, produced, report, by, clock())
    for of_run, days in produced.days.items():
        report.posted += note_produced(run=produced.runs[of_run], days=days, by=by, at=clock())
    return report


class _Produced:
    """Letters that were printed, by run: each run's are noted in one act."""

    def __init__(self) -> None:
        self.runs: dict[UUID, PrintRun] = {}
        self.days: defaultdict[UUID, dict[UUID, date | None]] = defaultdict(dict)

    def add(self, row: Consignment, on: date | None) -> None:
        self.runs[row.piece.run_id] = row.piece.run
        self.days[row.piece.run_id][row.pk] = on


def _take(row: Consignment, said: Said, produced: _Produced, report: Asked, by: Actor, at: datetime) -> None:
    if said.word is Word.PRODUCED and said.pages not in {None, row.piece.pages}:
        report.differ += note_difference(consignment=row.pk, finding=Finding.PAGES, pages=said.pages, by=by, at=at)
    if said.is_archived:
        report.differ += note_difference(consignment=row.pk, finding=Finding.ARCHIVED, pages=said.pages, by=by, at=at)
    if row.stage == Stage.SUBMITTED and said.word is Word.REJECTED:
        report.declined += note_rejected(consignment=row.pk, code=said.code, by=by, at=at)
    elif row.stage == Stage.SUBMITTED and said.word is Word.PRODUCED:
        produced.add(row, said.on)
    elif row.stage == Stage.PRODUCED and is_return(said.carrier, is_undelivered=said.is_undelivered):
        code = said.carrier or "undelivered"
        report.returned += note_undelivered(consignment=row.pk, code=code, by=by, at=at)
    else:
        ask_later(consignments=[row.pk], by=by, at=at)
