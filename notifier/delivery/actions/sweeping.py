"""What a dead worker left behind: unstarted claims go back, a started message is in doubt."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.rules.states import event_for

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Swept:
    """How many notices went back to the queue, and how many are now in doubt."""

    unclaimed: int
    in_doubt: int


@transaction.atomic
def sweep(*, by: Actor, at: datetime) -> Swept:
    """Treat up to 1,000 expired leases. A message that was started is never sent again by itself: it may have gone."""
    rows = Notice.objects.lease_expired(at).order_by("lease_until")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    claimed: dict[UUID, list[UUID]] = defaultdict(list)
    sending: dict[UUID, UUID] = {}
    for notice in rows.only("case_id", "state")[:_AT_ONCE]:
        if notice.state == State.CLAIMED:
            claimed[notice.case_id].append(notice.pk)
        else:
            sending[notice.pk] = notice.case_id
    unclaimed = [pk for ids in claimed.values() for pk in ids]
    _move(unclaimed, State.QUEUED, at)
    _move(list(sending), State.IN_DOUBT, at)
    # `ended_at` stays empty: the worker may yet come back and say how it ended.
    started = Attempt.objects.filter(notice__in=sending, outcome=Outcome.STARTED)
    attempts = dict(started.values_list("notice_id", "pk"))
    started.update(outcome=Outcome.UNKNOWN, code="lease_expired")
    record_all([*_unclaimed(claimed), *_in_doubt(sending, attempts)], by=by, at=at)
    return Swept(unclaimed=len(unclaimed), in_doubt=len(sending))


def _move(ids: list[UUID], state: State, at: datetime) -> None:
    Notice.objects.filter(pk__in=ids).update(state=state, token=None, lease_until=None, changed_at=at)


def _unclaimed(claimed: dict[UUID, list[UUID]]) -> list[Fact]:
    kind = event_for(State.CLAIMED, State.QUEUED)
    return [
        Fact(kind, f"case:{case}", case=case, data={"count": len(ids), "notices": [str(pk) for pk in ids]})
        for case, ids in claimed.items()
    ]


def _in_doubt(sending: dict[UUID, UUID], attempts: dict[UUID, UUID]) -> list[Fact]:
    kind = event_for(State.SENDING, State.IN_DOUBT)
    return [
        Fact(kind, f"notice:{pk}", case=case, data={"attempt": str(attempts.get(pk)), "code": "lease_expired"})
        for pk, case in sending.items()
    ]
