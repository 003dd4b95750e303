"""The awareness ledger, as rules and pages read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from notifier.accounts.models import User
from notifier.breaches.models import AwarenessEntry, AwarenessFile, Case
from notifier.law.ledger import AwarenessKind, Ledger
from notifier.vault.keystore import NoDataKey, sealer_for
from notifier.vault.reasons import open_reason
from notifier.vault.sealing import Sealer

TABLE, FILES = "awareness", "awareness_files"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a page shows it. `by` is a name, empty for the system; `reason` is None where none is to be shown."""

    entry: AwarenessEntry
    kind: AwarenessKind
    by: str
    reason: str | None
    is_in_force: bool
    files: list[AwarenessFile]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """All of the ledger in the order in which it was written, and what is in force of it."""

    ledger: Ledger
    lines: list[Line]

    @property
    def kinds(self) -> list[tuple[AwarenessKind, datetime | None]]:
        """Each kind with its moment in force, in the order in which the three should have come about."""
        return [(kind, self.ledger.in_force(kind)) for kind in AwarenessKind]


def ledger_of(case: Case) -> Ledger:
    """The moments in force; three queries, one less where the breach is loaded."""
    moments = moments_in_force([case.pk]).get(case.pk, {})
    filed_at: datetime | None = case.filings.aggregate(first=Min("filed_at"))["first"]
    return Ledger(
        began_on=case.breach.began_on,
        aware_at=case.aware_at,
        vendor_knew_at=moments.get(AwarenessKind.VENDOR_KNEW),
        vendor_told_at=moments.get(AwarenessKind.VENDOR_TOLD),
        filed_at=filed_at,
    )


def moments_in_force(cases: Iterable[UUID]) -> dict[UUID, dict[AwarenessKind, datetime]]:
    """By case and kind; one query."""
    found: dict[UUID, dict[AwarenessKind, datetime]] = {}
    rows = AwarenessEntry.objects.in_force().filter(case__in=list(cases))
    for case, kind, happened_at in rows.values_list("case", "kind", "happened_at"):
        found.setdefault(case, {})[AwarenessKind(kind)] = happened_at
    return found


def ledger_view(case: Case, *, with_reasons: bool) -> LedgerView:
    """Six queries, whatever the number of entries. The blobs of the files are not read."""
    entries = list(case.awareness.order_by("recorded_at", "happened_at"))
    files: dict[UUID, list[AwarenessFile]] = {}
    for file in AwarenessFile.objects.filter(entry__case=case).defer("sealed").order_by("added_at", "pk"):
        files.setdefault(file.entry_id, []).append(file)
    names = names_of(entry.recorded_by for entry in entries)
    corrected = {entry.corrects_id for entry in entries}
    sealer = sealer_or_none(case) if with_reasons else None
    lines = [
        Line(
            entry=entry,
            kind=AwarenessKind(entry.kind),
            by=names.get(entry.recorded_by, ""),
            reason=_reason(sealer, entry),
            is_in_force=entry.pk not in corrected,
            files=files.get(entry.pk, []),
        )
        for entry in entries
    ]
    return LedgerView(ledger_of(case), lines)


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Names by actor of the log, for those who are people; one query."""
    ids = [int(actor.removeprefix("user:")) for actor in actors if actor.startswith("user:")]
    return {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}


def sealer_or_none(case: Case) -> Sealer | None:
    """None once the case is erased; one query."""
    try:
        return sealer_for(case.pk)
    except NoDataKey:
        return None


def _reason(sealer: Sealer | None, entry: AwarenessEntry) -> str | None:
    if sealer is None or entry.reason is None:
        return None
    return open_reason(sealer, TABLE, entry.pk, bytes(entry.reason))
