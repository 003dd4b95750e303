"""Mail to those who work with the system: owed once, sent once, or failed for a person to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.delivery.choices import Outcome, StaffMailKind, StaffMailState
from notifier.delivery.models import StaffMail
from notifier.delivery.queries import checkpoint_keepers, due_staff_mail
from notifier.delivery.rules import LEASE, DeadlineKey, next_try

_AT_ONCE = 500
_SENT, _FAILED = "staff_mail.sent", "staff_mail.failed"


@dataclass(frozen=True, slots=True)
class StaffReceipt:
    """How sending one ended. `facts` go into the event: ids and codes only."""

    mail: StaffMail
    outcome: Outcome
    code: str
    facts: Mapping[str, Any]


@transaction.atomic
def owe_checkpoints(*, day: date, by: Actor, at: datetime) -> int:
    """Owe the day's checkpoint to everyone who keeps them; any number of times. Returns how many were new."""
    prefix = f"{StaffMailKind.CHECKPOINT}:{day.isoformat()}:"
    owed = StaffMail.objects.filter(key__startswith=prefix).values("user")
    users = list(checkpoint_keepers().exclude(pk__in=owed).values_list("pk", flat=True))
    mails = [_owed(StaffMailKind.CHECKPOINT, user, f"{prefix}user{user}", at) for user in users]
    # Another worker may be doing the same; the key lets each be owed once.
    StaffMail.objects.bulk_create(mails, batch_size=_AT_ONCE, ignore_conflicts=True)
    if mails:
        data = {"kind": StaffMailKind.CHECKPOINT, "day": day.isoformat(), "count": len(mails)}
        record(Fact("staff_mails.owed", data=data), by=by, at=at)
    return len(mails)


@transaction.atomic
def claim_staff_mail(*, by: Actor, at: datetime) -> StaffMail | None:
    """Take the next one that is due: from here on it may have gone, and is not sent again by itself."""
    for pk in due_staff_mail(at).values_list("pk", flat=True)[:_AT_ONCE]:
        free = StaffMail.objects.filter(pk=pk, state=StaffMailState.OWED)
        if free.update(state=StaffMailState.SENDING, tries=F("tries") + 1, started_at=at):
            return StaffMail.objects.select_related("user").get(pk=pk)
    return None


@transaction.atomic
def record_staff_mail(*, receipt: StaffReceipt, by: Actor, at: datetime) -> None:
    """Write down how it ended; one that did not get through yet is owed again, as often as the plan allows."""
    mine = StaffMail.objects.filter(pk=receipt.mail.pk, state=StaffMailState.SENDING, tries=receipt.mail.tries)
    again = next_try(receipt.mail.tries, at) if receipt.outcome is Outcome.DEFERRED else None
    if again is not None:
        mine.update(state=StaffMailState.OWED, due_at=again, code=receipt.code)
    elif receipt.outcome is Outcome.ACCEPTED:
        if mine.update(state=StaffMailState.SENT, sent_at=at, code=receipt.code):
            record(_fact(_SENT, receipt.mail, receipt.code, receipt.facts), by=by, at=at)
    elif mine.update(state=StaffMailState.FAILED, code=receipt.code):
        record(_fact(_FAILED, receipt.mail, receipt.code, receipt.facts), by=by, at=at)


@transaction.atomic
def sweep_staff_mail(*, by: Actor, at: datetime) -> int:
    """What a dead worker was sending may have gone: it has failed, until a person decides. Returns how many."""
    dead = StaffMail.objects.filter(state=StaffMailState.SENDING, started_at__lt=at - LEASE)
    failed = [
        mail
        for mail in dead.order_by("pk")[:_AT_ONCE]
        if dead.filter(pk=mail.pk).update(state=StaffMailState.FAILED, code="interrupted")
    ]
    record_all([_fact(_FAILED, mail, "interrupted", {}) for mail in failed], by=by, at=at)
    return len(failed)


def _owed(kind: StaffMailKind, user: int, key: str, at: datetime) -> StaffMail:
    return StaffMail(kind=kind, user_id=user, key=key, state=StaffMailState.OWED, owed_at=at, due_at=at)


def _fact(event: str, mail: StaffMail, code: str, facts: Mapping[str, Any]) -> Fact:
    data = {"mail": mail.pk, "kind": mail.kind, "code": code, **facts}
    # A reminder belongs to its case's story.
    case = DeadlineKey.parse(mail.key).case if mail.kind == StaffMailKind.DEADLINE else None
    return Fact(event, f"user:{mail.user_id}", case=case, data=data)
