"""What a dead worker left behind: unstarted claims go back, the message it was handing over is in doubt, a letter is
made again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.delivery.actions.attempts import Finished, Start
from notifier.delivery.actions.counting import Shares
from notifier.delivery.actions.crashes import settle_crash
from notifier.delivery.actions.sending import record_and_start
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, Tally
from notifier.delivery.queries import beacon
from notifier.delivery.rules.handfuls import NOT_BEGUN, TAKEN, left_behind
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.rules.states import event_for

_AT_ONCE = 1000
_CODE = "lease_expired"
# A tally that nobody put away, long after its worker can have woken up.
_FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many notices went back to the queue unbegun, are now in doubt, how many letters are to be made again, and how
    many messages were found to have been taken.
    """

    unclaimed: int
    in_doubt: int
    unmade: int = 0
    taken: int = 0


@transaction.atomic
def sweep(*, by: Actor, at: datetime) -> Swept:
    """Treat up to 1,000 expired leases. The message that was being handed over is never sent again by itself: it may
    have gone. What was begun together with it is as its tally says, and no worker goes on with it. A letter exists
    only once its receipt is written; without one it was never made, and is made again. After a crash of the database
    its claims come first: until they are settled no lease means anything.
    """
    is_dark = beacon() is None
    crashed = settle_crash(by=by, at=at) if is_dark else 0
    if is_dark and beacon() is None:
        return Swept(unclaimed=0, in_doubt=crashed)
    rows = Notice.objects.lease_expired(at).order_by("lease_until")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    claimed: dict[UUID, list[UUID]] = defaultdict(list)
    sending: list[Notice] = []
    making: dict[UUID, UUID] = {}
    stopped: dict[UUID, Notice] = {}
    for notice in rows.only("case_id", "state", "channel", "late_reason", "token")[:_AT_ONCE]:
        if notice.state == State.CLAIMED:
            claimed[notice.case_id].append(notice.pk)
        elif notice.channel == Channel.LETTER and notice.late_reason:
            stopped[notice.pk] = notice
        elif notice.channel == Channel.LETTER:
            making[notice.pk] = notice.case_id
        else:
            sending.append(notice)
    unclaimed = [pk for ids in claimed.values() for pk in ids]
    if unclaimed:
        Shares.give_back(unclaimed)
    _move([*unclaimed, *making], State.QUEUED, at)
    _hold(stopped.values(), at)
    left = _left_behind(sending, by=by, at=at)
    unmade = _end_attempts([*making, *stopped], outcome=Outcome.DEFERRED, ended_at=at)
    facts = [*_unclaimed(claimed), *left.facts, *_begun(State.QUEUED, making, unmade)]
    facts += [_held(notice, unmade) for notice in stopped.values()]
    record_all(facts, by=by, at=at)
    Tally.objects.filter(lease_until__lt=at - _FORGOTTEN_AFTER).delete()
    return Swept(
        unclaimed=len(unclaimed) + left.not_begun,
        in_doubt=left.in_doubt + crashed,
        unmade=len(making) + len(stopped),
        taken=left.taken,
    )


@dataclass(slots=True)
class _Left:
    """What became of messages whose worker died."""

    facts: list[Fact] = field(default_factory=list)
    in_doubt: int = 0
    taken: int = 0
    not_begun: int = 0


def _left_behind(sending: list[Notice], *, by: Actor, at: datetime) -> _Left:
    tallies = Tally.objects.filter(pk__in={notice.token for notice in sending})
    begun = dict(tallies.select_for_update().values_list("pk", "begun")) if sending else {}
    tallies.update(stopped=True)
    attempts = {
        attempt.notice_id: attempt
        for attempt in Attempt.objects.filter(notice__in=[n.pk for n in sending], outcome=Outcome.STARTED)
    }
    left = _Left()
    doubtful = {}
    for notice in sending:
        attempt = attempts.get(notice.pk)
        count = begun.get(notice.token) if notice.token else None
        outcome = left_behind(place=attempt.place, begun=count) if attempt else Outcome.UNKNOWN
        if attempt is None or outcome is Outcome.UNKNOWN:
            doubtful[notice.pk] = notice.case_id
            continue
        taken = outcome is Outcome.ACCEPTED
        ending = Finished(_start(attempt, notice), outcome, TAKEN if taken else NOT_BEGUN, spares=not taken)
        record_and_start(finished=ending, start=None, by=by, at=at)
        left.taken += taken
        left.not_begun += not taken
    _move(list(doubtful), State.IN_DOUBT, at)
    # `ended_at` stays empty where there is doubt: the worker may yet come back and say how it ended.
    left.facts += _begun(State.IN_DOUBT, doubtful, _end_attempts(doubtful, outcome=Outcome.UNKNOWN))
    left.in_doubt = len(doubtful)
    return left


def _start(attempt: Attempt, notice: Notice) -> Start:
    """What settling it asks for."""
    if notice.token is None:
        raise ValueError(f"notice {notice.pk} is in nobody's hands")
    return Start(attempt.pk, notice.pk, notice.case_id, notice.token, Channel.EMAIL, None, "")


def _move(ids: list[UUID], state: State, at: datetime) -> None:
    # What goes back to the queue is made anew, and then says all that is known.
    anew = {"more_leaked_at": None} if state is State.QUEUED else {}
    Notice.objects.filter(pk__in=ids).update(state=state, token=None, lease_until=None, changed_at=at, **anew)


def _hold(notices: Iterable[Notice], at: datetime) -> None:
    """A list that came while the letter was made said not to send it."""
    for notice in notices:
        _move([notice.pk], State.HELD, at)
        Notice.objects.filter(pk=notice.pk).update(hold_reason=notice.late_reason, late_reason=HoldReason.NONE)


def _held(notice: Notice, attempts: dict[UUID, UUID]) -> Fact:
    kind = event_for(State.SENDING, State.HELD)
    data = {"attempt": str(attempts.get(notice.pk)), "code": _CODE, "from": State.SENDING, "reason": notice.late_reason}
    return Fact(kind, f"notice:{notice.pk}", case=notice.case_id, data=data)


def _unclaimed(claimed: dict[UUID, list[UUID]]) -> list[Fact]:
    kind = event_for(State.CLAIMED, State.QUEUED)
    return [
        Fact(kind, f"case:{case}", case=case, data={"count": len(ids), "notices": [str(pk) for pk in ids]})
        for case, ids in claimed.items()
    ]


def _end_attempts(notices: Iterable[UUID], **ending: object) -> dict[UUID, UUID]:
    """End the attempts that were under way; returns each notice's."""
    started = Attempt.objects.filter(notice__in=list(notices), outcome=Outcome.STARTED)
    attempts = dict(started.values_list("notice_id", "pk"))
    started.update(code=_CODE, **ending)
    return attempts


def _begun(state: State, notices: dict[UUID, UUID], attempts: dict[UUID, UUID]) -> list[Fact]:
    kind = event_for(State.SENDING, state)
    return [
        Fact(kind, f"notice:{pk}", case=case, data={"attempt": str(attempts.get(pk)), "code": _CODE})
        for pk, case in notices.items()
    ]
