"""What providers hold of a case: noting that they were handed something, and their word that it is erased."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.canonical import moment
from notifier.breaches.actions.documents import keep_document
from notifier.breaches.choices import Paper
from notifier.breaches.policies import check_law
from notifier.delivery.choices import ProviderKind
from notifier.delivery.models import Handover
from notifier.law.processors import erasure_problems


@transaction.atomic
def note_handover(
    *, case: UUID, kind: ProviderKind, provider: str, days: int | None, by: Actor, at: datetime
) -> Handover:
    """The provider holds copies from now on, for `days` by contract. The first leaves an event; later ones move the
    moment from which the days are counted.
    """
    wanted = {"case_id": case, "kind": kind, "provider": provider, "erased_at": None}
    row, is_new = Handover.objects.get_or_create(
        **wanted, defaults={"began_at": at, "handed_at": at, "days": days, "confirmed_by": ""}
    )
    if is_new:
        data = {"kind": kind, "provider": provider, "days": days}
        record(Fact("copies.handed", f"handover:{row.pk}", case=case, data=data), by=by, at=at)
        return row
    # A worker whose clock is behind takes nothing back.
    Handover.objects.filter(pk=row.pk, erased_at__isnull=True, handed_at__lt=at).update(handed_at=at, days=days)
    return row


@transaction.atomic
def confirm_erased(
    *, handover: Handover, erased_at: datetime, document: bytes = b"", user: User, by: Actor, at: datetime
) -> Handover:
    """The provider says its copies are gone since `erased_at`; `document` is its word, sealed with the case. Confirming
    again changes nothing. Raises RefusedByLaw, and CaseNotOpen for a document of an erased case.
    """
    handover = Handover.objects.select_for_update().get(pk=handover.pk)
    if handover.erased_at is not None:
        return handover
    check_law(erasure_problems(erased_at, handed_at=handover.handed_at, now=at))
    data = {"kind": handover.kind, "provider": handover.provider, "erased_at": moment(erased_at)}
    if document:
        handover.document = keep_document(
            case=handover.case, kind=Paper.COPIES_ERASED, data=document, keeper=user, may_be_closed=True, by=by, at=at
        )
        data["document"] = handover.document.sha256
    handover.erased_at, handover.confirmed_by, handover.confirmed_at = erased_at, str(by), at
    handover.save(update_fields=["document", "erased_at", "confirmed_by", "confirmed_at"])
    record(Fact("copies.erased", f"handover:{handover.pk}", case=handover.case_id, data=data), by=by, at=at)
    return handover
