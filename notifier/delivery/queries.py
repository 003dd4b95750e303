"""Reads of the outbox: what is left to do, and what came of it."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

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


def _of(case: UUID | None) -> NoticeQuerySet:
    return Notice.objects.of_case(case) if case else Notice.objects.all()
