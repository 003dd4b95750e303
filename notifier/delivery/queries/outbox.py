"""Reads of the outbox: what is left to do, for whom, and what came of it."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate, User
from notifier.delivery.choices import StaffMailState
from notifier.delivery.models import StaffMail
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.rules.states import MOVING


def counts_by_state(case: UUID | None = None) -> Counter[State]:
    """How many notices stand in each state; one query."""
    rows = _of(case).values_list("state").annotate(count=Count("pk")).order_by()
    return Counter({State(state): count for state, count in rows})


def next_due(case: UUID | None = None) -> datetime | None:
    """When the next notice in the outbox is due; now or earlier means there is work. None when all is done."""
    moving = _of(case).filter(state__in=MOVING)
    earliest: datetime | None = moving.aggregate(earliest=Min("due_at"))["earliest"]
    return earliest


def due_channels(at: datetime, case: UUID | None = None) -> list[Channel]:
    """The channels something is due on now."""
    return [channel for channel in Channel if _of(case).due(at).filter(channel=channel).exists()]


def checkpoint_keepers() -> QuerySet[User]:
    """Who gets the day's checkpoint: those who decide for a controller, and the DPOs of offices mandated by one."""
    deciding = Q(memberships__role=Role.CONTROLLER, memberships__organisation__controller__isnull=False)
    mandated = Mandate.objects.in_force().values("office")
    following = Q(memberships__role=Role.DPO, memberships__organisation__in=mandated)
    return User.objects.filter(deciding | following, is_active=True).order_by("pk").distinct()


def due_staff_mail(at: datetime) -> QuerySet[StaffMail]:
    """Mail to staff that may be sent now, in the order in which it is due."""
    return StaffMail.objects.filter(state=StaffMailState.OWED, due_at__lte=at).order_by("due_at", "pk")


def _of(case: UUID | None) -> NoticeQuerySet:
    return Notice.objects.of_case(case) if case else Notice.objects.all()
