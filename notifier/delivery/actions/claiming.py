"""Claiming a batch, and giving back what was not begun."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.delivery.actions.counting import Shares
from notifier.delivery.actions.crashes import settle_crash
from notifier.delivery.models import Turn
from notifier.delivery.queries import beacon, turns
from notifier.delivery.queries.limits import Limits, limits_for, pace_of, relay_has_room, relay_limits, used_within
from notifier.delivery.queries.outbox import Served
from notifier.delivery.queries.sharing import candidates, is_free, opens_at
from notifier.delivery.rules import LEASE
from notifier.delivery.rules.pacing import LONGEST_REST, Limit
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


def claim_batch(
    *, channels: Collection[Channel], size: int, case: UUID | None, by: Actor, at: datetime
) -> Batch | None:
    """Hold up to `size` due notices of one case and one of the channels until the lease ends; None when none is due, or
    a limit lets none go now.

    Cases and channels take turns. PostgreSQL passes over rows another worker is claiming; SQLite has one writer at a
    time, and the update asks for the state again. After a crash nothing is claimed until it is settled. Each case is a
    transaction of its own, so that no worker asks for the counts of one while it holds those of another.
    """
    if beacon() is None:
        settle_crash(by=by, at=at)
    lit = beacon()
    if lit is None:
        return None
    relay = relay_limits(at) if Channel.EMAIL in channels else ()
    if not relay_has_room(relay):
        channels = [channel for channel in channels if channel is not Channel.EMAIL]
    for turn in turns(at, channels, case):
        if batch := _claim_turn(turn, relay, size, by=by, at=at):
            return replace(batch, lit=lit)
    return None


@transaction.atomic
def _claim_turn(turn: Served, relay: tuple[Limit, ...], size: int, *, by: Actor, at: datetime) -> Batch | None:
    ids = _due(turn, relay, size, at)
    return _claim(turn.case, turn.channel, ids, by=by, at=at) if ids else None


def _due(turn: Served, relay: tuple[Limit, ...], size: int, at: datetime) -> list[UUID]:
    """Whom of the case a batch may hold, locked."""
    due = _lockable(Notice.objects.due(at).filter(case=turn.case, channel=turn.channel))
    if turn.channel is Channel.EMAIL:
        limits = limits_for(pace_of(turn.case) if turn.is_paced else None, relay, at)
        if limits:
            return _within(turn.case, due, limits, size, at)
    return list(due.values_list("pk", flat=True)[:size])


def _within(case: UUID, due: NoticeQuerySet, limits: Limits, size: int, at: datetime) -> list[UUID]:
    """Whom the limits let go now. A case they keep waiting as a whole is passed over for a while."""
    if limits.quiet is not None and (until := limits.quiet.end_of_night(at)) is not None:
        _rest(case, until, at)
        return []
    used = used_within(limits)
    found = candidates(due, limits, used, size)
    if found:
        return Shares(limits, used).take(found)
    if not is_free(case, limits, used, at) and (until := opens_at(limits, used)) is not None:
        _rest(case, min(until, at + LONGEST_REST), at)
    return []


def _rest(case: UUID, until: datetime, at: datetime) -> None:
    Turn.objects.bulk_create(
        [Turn(case_id=case, channel=Channel.EMAIL, served_at=at, rests_until=until)],
        update_conflicts=True,
        unique_fields=["case", "channel"],
        update_fields=["rests_until"],
    )


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
    Shares.give_back(ids)
    Notice.objects.filter(pk__in=ids).update(state=State.QUEUED, token=None, lease_until=None, changed_at=at)
    _record(event_for(State.CLAIMED, State.QUEUED), batch.case, ids, by=by, at=at)
    return len(ids)


def _lockable(rows: NoticeQuerySet) -> NoticeQuerySet:
    """Of the notices alone, whatever is read beside them."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _record(kind: str, case: UUID, ids: list[UUID], *, by: Actor, at: datetime) -> None:
    data = {"count": len(ids), "notices": [str(pk) for pk in ids]}
    record(Fact(kind, f"case:{case}", case=case, data=data), by=by, at=at)
