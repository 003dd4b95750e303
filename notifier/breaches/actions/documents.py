"""Keeping a document as evidence: sealed under the case's data key, told of by its hash."""

from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.choices import Paper
from notifier.breaches.models import Case, Document
from notifier.breaches.policies import check_open
from notifier.vault.keystore import sealer_for


@transaction.atomic
def keep_document(
    *, case: Case, kind: Paper, data: bytes, keeper: User, may_be_closed: bool = False, by: Actor, at: datetime
) -> Document:
    """Seal the file; the name it came with is not kept. `may_be_closed` for what comes after the end of a case, as long
    as its key is there. Raises CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_open(closed_at=None if may_be_closed else case.closed_at, erasing_at=case.erasing_at)
    pk, digest = uuid4(), sha256(data).hexdigest()
    sealed = sealer_for(case.pk).seal("documents", pk, data)
    document = Document.objects.create(
        id=pk, case=case, kind=kind, sealed=sealed, sha256=digest, size=len(data), kept_at=at, kept_by=keeper
    )
    said = {"kind": kind, "sha256": digest, "size": len(data)}
    record(Fact("document.kept", f"document:{pk}", case=case.pk, data=said), by=by, at=at)
    return document
