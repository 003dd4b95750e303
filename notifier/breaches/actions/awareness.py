"""Writing the awareness ledger: entries, corrections, papers. Nothing in it is ever changed."""

from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.canonical import moment
from notifier.breaches.models import AwarenessEntry, AwarenessFile, Case
from notifier.breaches.policies import PaperRefused, check_entry
from notifier.breaches.queries.ledger import FILES, TABLE, ledger_of
from notifier.law.deadlines.periods import instant
from notifier.law.ledger import AwarenessKind
from notifier.lib.filekinds import file_kind
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason

PAPER_LIMIT = 10 * 1024 * 1024


@transaction.atomic
def record_awareness(
    *, case: Case, kind: AwarenessKind, happened_at: datetime, reason: str = "", by: Actor, at: datetime
) -> AwarenessEntry:
    """Write when somebody knew, or correct the entry of that kind in force; the case's `aware_at` follows a certainty.
    The moment that is in force already is written once. Raises LedgerRefused, CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    check_entry(ledger_of(case), kind, happened_at, reason=reason, now=at)
    current = case.awareness.in_force().filter(kind=kind).first()
    if current is not None and instant(current.happened_at) == instant(happened_at):
        return current
    entry = write_entry(case=case, kind=kind, happened_at=happened_at, corrects=current, reason=reason, by=by, at=at)
    if kind is AwarenessKind.CERTAINTY:
        case.aware_at = happened_at
        case.save(update_fields=["aware_at"])
    return entry


@transaction.atomic
def write_entry(
    *,
    case: Case,
    kind: AwarenessKind,
    happened_at: datetime,
    corrects: AwarenessEntry | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> AwarenessEntry:
    """The same for a case that is locked and an entry that is checked already."""
    pk = uuid4()
    sealed = seal_reason(sealer_for(case.pk), TABLE, pk, reason) if reason.strip() else None
    entry = AwarenessEntry.objects.create(
        pk=pk,
        case=case,
        kind=kind,
        happened_at=happened_at,
        corrects=corrects,
        reason=sealed.sealed if sealed else None,
        recorded_by=str(by),
        recorded_at=at,
    )
    data = {"of": kind, "happened_at": moment(happened_at)}
    if corrects is not None:
        data["corrects"] = str(corrects.pk)
    if sealed is not None:
        data["commitment"] = sealed.commitment
    event = "awareness.corrected" if corrects is not None else "awareness.recorded"
    record(Fact(event, f"awareness:{pk}", case=case.pk, data=data), by=by, at=at)
    return entry


@transaction.atomic
def attach_paper(*, entry: AwarenessEntry, data: bytes, by: Actor, at: datetime) -> AwarenessFile:
    """Seal a file beside an entry; the same bytes are kept once. Raises PaperRefused, CaseNotOpen."""
    case = Case.objects.select_for_update().get(pk=entry.case_id)
    case.check_open()
    kind = file_kind(data) if len(data) <= PAPER_LIMIT else None
    if kind is None:
        raise PaperRefused("paper_too_large" if len(data) > PAPER_LIMIT else "paper_unreadable")
    digest = sha256(data).hexdigest()
    if known := entry.files.filter(sha256=digest).first():
        return known
    pk = uuid4()
    file = AwarenessFile.objects.create(
        pk=pk,
        entry=entry,
        media_type=kind.media_type,
        size=len(data),
        sha256=digest,
        sealed=sealer_for(case.pk).seal(FILES, pk, data),
        added_by=str(by),
        added_at=at,
    )
    facts = {"entry": str(entry.pk), "sha256": digest, "size": len(data), "type": kind.media_type}
    record(Fact("awareness.paper_attached", f"paper:{pk}", case=case.pk, data=facts), by=by, at=at)
    return file


@transaction.atomic
def show_paper(*, file: AwarenessFile, by: Actor, at: datetime) -> bytes:
    """The bytes as they were attached; that they were shown leaves its event. Raises NoDataKey after an erasure."""
    case = file.entry.case_id
    data = sealer_for(case).open(FILES, file.pk, bytes(file.sealed))
    record(Fact("awareness.paper_shown", f"paper:{file.pk}", case=case, data={"sha256": file.sha256}), by=by, at=at)
    return data
