"""Recording what was filed with the authority, and showing its answer again."""

from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.canonical import moment
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case, Filing, FilingReceipt
from notifier.breaches.policies import check_filing, check_filing_kind, check_open, check_receipt
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason

_FILINGS, _RECEIPTS = "filings", "filing_receipts"


@transaction.atomic
def record_filing(
    *,
    case: Case,
    filed_at: datetime,
    channel: FilingChannel,
    receipt: str,
    kind: FilingKind = FilingKind.INITIAL,
    is_complete: bool = True,
    reason: str = "",
    document: bytes = b"",
    by: Actor,
    at: datetime,
) -> Filing:
    """Record that the authority was told; only this stops the Article 33 clock. `reason` says why late or why
    withdrawn, `document` is the authority's receipt (PDF, PNG or JPEG). Raises ImpossibleMoment, FilingRefused,
    CaseNotOpen for an erased case.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_open(closed_at=None, erasing_at=case.erasing_at)
    check_filing(filed_at, aware_at=case.aware_at, now=at)
    first = case.filings.order_by("filed_at").values_list("filed_at", flat=True).first()
    check_filing_kind(kind, filed_at, aware_at=case.aware_at, first_at=first, reason=reason)
    filing = Filing(uid=uuid4(), case=case, kind=kind, filed_at=filed_at, channel=channel, receipt=receipt,
                    is_complete=is_complete, recorded_at=at, recorded_by=str(by))  # fmt: skip
    data = {"kind": kind, "filed_at": moment(filed_at), "channel": channel, "is_complete": is_complete}
    if reason.strip():
        sealed = seal_reason(sealer_for(case.pk), _FILINGS, filing.uid, reason.strip())
        filing.reason, data["reason"] = sealed.sealed, sealed.commitment
    filing.save()
    if document:
        data["document"] = _keep(filing, document).sha256
    record(Fact("filing.recorded", f"filing:{filing.pk}", case=case.pk, data=data), by=by, at=at)
    return filing


@transaction.atomic
def show_receipt(*, document: FilingReceipt, by: Actor, at: datetime) -> bytes:
    """The authority's receipt as it was given to us. Raises NoDataKey once the case is erased, CannotOpen."""
    filing = document.filing
    data = sealer_for(filing.case_id).open(_RECEIPTS, document.pk, bytes(document.sealed or b""))
    said = {"sha256": document.sha256}
    record(Fact("filing.receipt_shown", f"filing:{filing.pk}", case=filing.case_id, data=said), by=by, at=at)
    return data


def _keep(filing: Filing, document: bytes) -> FilingReceipt:
    media_type = check_receipt(document)
    row = FilingReceipt(filing=filing, media_type=media_type, sha256=sha256(document).hexdigest())
    row.sealed = sealer_for(filing.case_id).seal(_RECEIPTS, row.pk, document)
    row.save(force_insert=True)
    return row
