"""The start of one attempt and the receipt of another, by themselves: for whatever is not the usual case (handfuls)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.delivery.actions.attempts import Finished, Start
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, MadeLetter
from notifier.delivery.rules import LEASE, next_try
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.rules.following import settle


@transaction.atomic
def record_and_start(*, finished: Finished | None, start: Start | None, by: Actor, at: datetime) -> bool:
    """Write the receipt, then begin the next attempt where token and lease still hold.

    False means the next attempt must not be made: the claim is no longer ours. The receipt is kept all the same.
    """
    ended = _record(finished, at) if finished is not None else None
    begun = _start(start, at) if start is not None else None
    record_all([fact for fact in (ended, begun) if fact is not None], by=by, at=at)
    return begun is not None


def _start(start: Start, at: datetime) -> Fact | None:
    held = Notice.objects.held_by(start.token, at).filter(pk=start.notice, state=State.CLAIMED)
    if connection.features.has_select_for_update_skip_locked:
        # An import may hold this notice and wait for the one whose receipt was just written: whoever waited here for
        # the import would wait for ever. What an import holds is not to be begun.
        held = Notice.objects.filter(pk__in=held.select_for_update(skip_locked=True).values("pk"))
    if not held.update(state=State.SENDING, lease_until=at + LEASE, tries=F("tries") + 1, changed_at=at):
        return None
    Attempt.objects.create(
        id=start.attempt,
        notice_id=start.notice,
        number=start.number,
        channel=start.channel,
        master_id=start.master,
        started_at=at,
        outcome=Outcome.STARTED,
        message_id=start.message_id,
        commitment=start.commitment,
        sealed=start.sealed,
    )
    return start.fact()


def _record(finished: Finished, at: datetime) -> Fact | None:
    start = finished.start
    notice = Notice.objects.select_for_update().only(*_NEEDED).get(pk=start.notice)
    mine = notice.state == State.SENDING and notice.token == start.token
    if not mine and not _still_in_doubt(start):
        return None
    state, changes = _next(finished, notice, at)
    if state == notice.state:
        return None
    Notice.objects.filter(pk=start.notice).update(state=state, token=None, lease_until=None, changed_at=at, **changes)
    Attempt.objects.filter(pk=start.attempt).update(outcome=finished.outcome, code=finished.code, ended_at=at)
    if finished.letter is not None and state is State.READY_TO_PRINT:
        MadeLetter.objects.create(attempt_id=start.attempt, sealed=finished.letter)
    fact = finished.fact(State(notice.state), state)
    if state is State.HELD:
        return replace(fact, data={**fact.data, "from": notice.state, "reason": changes["hold_reason"]})
    return fact


def _still_in_doubt(start: Start) -> bool:
    """The sweep gave us up while we were sending. What we know now settles the doubt, if nobody else has."""
    return Attempt.objects.filter(
        pk=start.attempt, outcome=Outcome.UNKNOWN, ended_at__isnull=True, notice__state=State.IN_DOUBT
    ).exists()


def _next(finished: Finished, notice: Notice, at: datetime) -> tuple[State, dict[str, Any]]:
    """The state an outcome leads to, and what else changes: when to try again, why to wait."""
    waits = finished.outcome is Outcome.DEFERRED and not finished.spares
    again = next_try(notice.tries, at) if waits else at
    ends = _ENDS[finished.outcome] if again else State.FAILED
    late = HoldReason(notice.late_reason)
    state = settle(ends, late=late, owes_more=notice.more_leaked_at is not None)
    if state is State.HELD:
        reason = HoldReason(finished.code) if finished.outcome is Outcome.HELD else late
        return state, {"hold_reason": reason, "late_reason": HoldReason.NONE, "more_leaked_at": None}
    changes: dict[str, Any] = {"tries": notice.tries - 1} if finished.spares else {}
    if state in {State.QUEUED, State.FAILED}:
        changes |= {"more_leaked_at": None}
    return state, changes | ({"due_at": again} if state is State.QUEUED else {})


_NEEDED = ("state", "token", "tries", "late_reason", "more_leaked_at")
_ENDS = {
    Outcome.DEFERRED: State.QUEUED,
    Outcome.HELD: State.HELD,
    Outcome.ACCEPTED: State.SENT,
    Outcome.MADE: State.READY_TO_PRINT,
    Outcome.REFUSED: State.FAILED,
    Outcome.UNKNOWN: State.IN_DOUBT,
}
