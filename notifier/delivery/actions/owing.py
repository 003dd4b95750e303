"""Mail owed for what others asked: invitations to open an account, reminders by DPOs' offices."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from notifier.accounts.choices import Role
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Invitation, Nudge
from notifier.delivery.choices import StaffMailKind, StaffMailState
from notifier.delivery.models import StaffMail

_AT_ONCE = 500


@transaction.atomic
def owe_invitations(*, by: Actor, at: datetime) -> int:
    """Owe the mail of invitations that still work and have none yet. Returns how many were new."""
    owed = StaffMail.objects.filter(key=_key("invitation:"))
    rows = Invitation.objects.standing().filter(~Exists(owed), expires_at__gt=at).order_by("pk")
    pairs = rows.values_list("pk", "user")[:_AT_ONCE]
    return _owe(StaffMailKind.INVITATION, [(user, f"invitation:{pk}") for pk, user in pairs], by=by, at=at)


@transaction.atomic
def owe_nudges(*, by: Actor, at: datetime) -> int:
    """Owe the day's reminders to everyone who decides for the controller. Returns how many were new."""
    owed = StaffMail.objects.filter(key__startswith=Concat(_key("nudge:"), Value(":")))
    today = Nudge.objects.filter(~Exists(owed), day=timezone.localdate(at)).order_by("pk")[:_AT_ONCE]
    deciding = Nudge.objects.filter(
        pk__in=list(today.values_list("pk", flat=True)),
        case__controller__organisation__memberships__role=Role.CONTROLLER,
        case__controller__organisation__memberships__user__is_active=True,
    )
    pairs = deciding.values_list("pk", "case__controller__organisation__memberships__user").distinct()
    return _owe(StaffMailKind.NUDGE, [(user, f"nudge:{pk}:user{user}") for pk, user in pairs], by=by, at=at)


def _key(prefix: str) -> Concat:
    return Concat(Value(prefix), Cast(OuterRef("pk"), CharField()))


def _owe(kind: StaffMailKind, wanted: Sequence[tuple[int, str]], *, by: Actor, at: datetime) -> int:
    mails = [
        StaffMail(kind=kind, user_id=user, key=key, state=StaffMailState.OWED, owed_at=at, due_at=at)
        for user, key in wanted
    ]
    # Another worker may be doing the same; the key lets each be owed once.
    StaffMail.objects.bulk_create(mails, batch_size=_AT_ONCE, ignore_conflicts=True)
    if mails:
        record(Fact("staff_mails.owed", data={"kind": kind, "count": len(mails)}), by=by, at=at)
    return len(mails)
