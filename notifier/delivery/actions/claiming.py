"""Claiming a batch, and giving back what was not begun."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.delivery.actions.crashes import settle_crash
from notifier.delivery.models import Turn
from notifier.delivery.queries import beacon, turns
from notifier.delivery.rules import BATCHES, LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.rules.states import event_for


@dataclass(frozen=True, slots=True)
class Batch:
    """Notices of one case and channel, held under `token`, in the order they are due; `lit` is the beacon they were
    claimed by (actions.crashes).
    """

    token: UUID
    case: UUID
    channel: Channel
    notices: tuple[UUID, ...]
    lit: UUID | None = None


@transaction.atomic
def claim_batch(
    *, channels: Collection[Channel], size: int | None, case: UUID | None, by: Actor, at: datetime
) -> Batch | None:
    """Hold up to `size` due notices (without it as many as is best for the channel) of one case and one of the channels
    until the lease ends; None when none is due.

    Cases and channels take turns. PostgreSQL passes over rows another worker is claiming; SQLite has one writer at a
    time, and the update asks for the state again. After a crash nothing is claimed until it is settled.
    """
    if beacon() is None:
        settle_crash(by=by, at=at)
    lit = beacon()
    if lit is None:
        return None
    for turn, channel in turns(at, channels, case):
        due = Notice.objects.due(at).filter(case=turn, channel=channel)
        if ids := list(_lockable(due).values_list("pk", flat=True)[: size or BATCHES[channel]]):
            return replace(_claim(turn, channel, ids, by=by, at=at), lit=lit)
    return None


def _claim(case: UUID, channel: Channel, ids: list[UUID], *, by: Actor, at: datetime) -> Batch:
    token = uuid4()
    held = Notice.objects.filter(pk__in=ids, state=State.QUEUED).update(
        state=State.CLAIMED, token=token, lease_until=at + LEASE, changed_at=at
    )
    if held != len(ids):
        raise RuntimeError("a notice changed hands while it was locked")
    Turn.objects.bulk_create(
        [Turn(case_id=case, channel=channel, served_at=at)],
        update_conflicts=True,
        unique_fields=["case", "channel"],
        update_fields=["served_at"],
    )
    _record(event_for(State.QUEUED, State.CLAIMED), case, ids, by=by, at=at)
    return Batch(token, case, channel, tuple(ids))


@transaction.atomic
def release_batch(*, batch: Batch, by: Actor, at: datetime) -> int:
    """Give back what this batch still claims and has not begun. Returns how many. What an import holds at this moment
    is left to it, and to the sweep; so is all of it after a crash, for what seems not to have begun may have left.
    """
    if beacon() != batch.lit:
        return 0
    claimed = Notice.objects.filter(token=batch.token, state=State.CLAIMED)
    ids = list(_lockable(claimed).values_list("pk", flat=True))
    if not ids:
        return 0
    Notice.objects.filter(pk__in=ids).update(state=State.QUEUED, token=None, lease_until=None, changed_at=at)
    _record(event_for(State.CLAIMED, State.QUEUED), batch.case, ids, by=by, at=at)
    return len(ids)


def _lockable(rows: NoticeQuerySet) -> NoticeQuerySet:
    return rows.select_for_update(skip_locked=True) if connection.features.has_select_for_update_skip_locked else rows


def _record(kind: str, case: UUID, ids: list[UUID], *, by: Actor, at: datetime) -> None:
    data = {"count": len(ids), "notices": [str(pk) for pk in ids]}
    record(Fact(kind, f"case:{case}", case=case, data=data), by=by, at=at)
