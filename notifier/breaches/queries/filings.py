"""What was filed with the authority about one case."""

from dataclasses import dataclass
from datetime import datetime

from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case, Filing, FilingReceipt
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import open_reason


@dataclass(frozen=True, slots=True)
class Filed:
    """One filing as a page shows it; `document` is the receipt that can still be opened."""

    kind: FilingKind
    channel: FilingChannel
    filed_at: datetime
    receipt: str
    is_complete: bool
    document: FilingReceipt | None


def filings(case: Case) -> list[Filed]:
    """In the order in which they were made; one query."""
    return [_filed(row) for row in case.filings.select_related("document").order_by("filed_at", "pk")]


def latest_receipt(case: Case) -> str:
    """The number a follow-up refers to: that of the latest filing which has one; empty where none has."""
    rows = case.filings.exclude(receipt="").order_by("-filed_at", "-pk")
    return rows.values_list("receipt", flat=True).first() or ""


def first_filed_at(case: Case) -> datetime | None:
    """When the Article 33 clock stopped."""
    return case.filings.order_by("filed_at").values_list("filed_at", flat=True).first()


def filing_reason(filing: Filing) -> str:
    """Why it was late or withdrawn; empty where nothing was said. Raises NoDataKey once the case is erased."""
    if filing.reason is None:
        return ""
    return open_reason(sealer_for(filing.case_id), "filings", filing.uid, bytes(filing.reason))


def _filed(row: Filing) -> Filed:
    document = getattr(row, "document", None)
    readable = document if document is not None and document.sealed is not None else None
    return Filed(FilingKind(row.kind), FilingChannel(row.channel), row.filed_at, row.receipt, row.is_complete, readable)
