"""A letter takes the place of an e-mail that failed: at once where nothing goes to the address any more, else after a
day in which somebody may have put it right.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.delivery.queries.unreached import with_last_code
from notifier.delivery.rules import can_retry
from notifier.delivery.rules.feedback import letter_due
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.queries.paper import against_letter
from notifier.notices.rules.states import event_for

BY_LETTER = "by_letter"
_AT_ONCE = 500


@transaction.atomic
def take_next_channel(*, by: Actor, at: datetime) -> Counter[State]:
    """Queue the letters that are due for failed e-mails of open cases, or hold what cannot be written to; up to 500.
    Who cannot be written to and may yet be reached by e-mail stays where they are. Returns how many went where.
    """
    moved: Counter[State] = Counter()
    for notice in islice(_due(at), _AT_ONCE):
        locked = _locked(notice)
        if locked is None or locked.patient is None:
            continue
        locked.channel = Channel.LETTER
        hold = against_letter(locked, locked.patient, timezone.localdate(at).year)
        if hold is HoldReason.NO_CHANNEL and can_retry(notice.last_code, is_corrected=False):
            continue
        moved[_move(locked, hold, by=by, at=at)] += 1
    return moved


def _due(at: datetime) -> Iterator[Any]:
    """Few among many: what failed is looked through, with the code of its last try. Who has no address is passed over
    where the mail may yet get through, so that they hold up nobody behind them.
    """
    failed = Notice.objects.filter(
        state=State.FAILED, channel=Channel.EMAIL, patient__isnull=False, case__closed_at__isnull=True
    )
    rows = with_last_code(failed).select_related("patient").order_by("changed_at", "pk")
    for notice in rows.iterator(chunk_size=_AT_ONCE):
        is_stuck = not notice.patient.has_address and can_retry(notice.last_code, is_corrected=False)
        if not is_stuck and letter_due(notice.last_code, notice.changed_at, at):
            yield notice


def _locked(notice: Notice) -> Notice | None:
    """None where it moved on meanwhile, or somebody holds it at this moment."""
    rows = Notice.objects.filter(pk=notice.pk, state=State.FAILED).select_related("patient", "case")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.first()


def _move(notice: Notice, hold: HoldReason, *, by: Actor, at: datetime) -> State:
    data: dict[str, object] = {"code": BY_LETTER}
    changes: dict[str, object] = {"channel": Channel.LETTER, "changed_at": at}
    if hold is HoldReason.NONE:
        state = State.QUEUED
        changes |= {"tries": 0, "due_at": at}
    else:
        state = State.HELD
        changes |= {"hold_reason": hold}
        data |= {"from": State.FAILED, "reason": hold}
    Notice.objects.filter(pk=notice.pk).update(state=state, **changes)
    kind = event_for(State.FAILED, state)
    record(Fact(kind, f"notice:{notice.pk}", case=notice.case_id, data=data), by=by, at=at)
    return state
