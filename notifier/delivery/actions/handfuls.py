"""A handful of messages, begun together: announced in one transaction, counted off one by one, written down together.

To announce and to write down is dear (indexes, constraints, events); to count one more is not. So the announcements
of some messages are written at once, a tally says which of them is being handed over, and what became of those that
the relay took is written for all of them. Whoever is killed leaves a tally behind, from which the sweep knows the one
message nobody knows the end of (docs/decisions/0017). None of the three waits for the disk.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, transaction
from django.db.models import F

from notifier.audit.actions import record_all
from notifier.audit.actors import Actor
from notifier.audit.copying import insert_many
from notifier.delivery.actions.attempts import Finished, Start
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, Tally
from notifier.delivery.rules import LEASE
from notifier.delivery.rules.handfuls import TAKEN
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet

# `quiet` lasts until this statement's own commit.
_COUNT = """
WITH quiet AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
UPDATE delivery_tally SET begun = %(place)s
WHERE token = %(token)b AND begun = %(place)s - 1 AND NOT stopped AND lease_until >= %(at)b
AND (SELECT count(*) FROM quiet) = 1
"""


@transaction.atomic
def begin_together(*, starts: Sequence[Start], by: Actor, at: datetime) -> list[Start]:
    """Begin those that are still held under their claim, which is one for all; the first is counted as begun. Returns
    them in their order. What an import holds at this moment is not among them, and nothing where the claim is gone.
    """
    _wait_for_no_disk()
    wanted = Notice.objects.held_by(starts[0].token, at).filter(
        pk__in=[start.notice for start in starts], state=State.CLAIMED
    )
    ours = frozenset(_lockable(wanted).values_list("pk", flat=True))
    begun = [start for start in starts if start.notice in ours]
    if not begun or not _count_anew(begun[0].token, at):
        return []
    Notice.objects.filter(pk__in=ours).update(
        state=State.SENDING, lease_until=at + LEASE, tries=F("tries") + 1, changed_at=at
    )
    insert_many([_attempt(start, place, at) for place, start in enumerate(begun, start=1)])
    record_all([start.fact() for start in begun], by=by, at=at)
    return begun


def count_next(*, token: UUID, place: int, at: datetime) -> bool:
    """Count the message in this place as begun, just before it is. False means it must not be: the lease is over, or
    somebody had the case halted.
    """
    if connection.vendor != "postgresql":
        tally = Tally.objects.filter(pk=token, begun=place - 1, stopped=False, lease_until__gte=at)
        return tally.update(begun=place) == 1
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    # Django has psycopg prepare nothing, and its own cursor fills in the values itself: it goes on as before.
    raw.prepare_threshold = 0
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        cursor.execute(_COUNT, {"token": token, "place": place, "at": at}, prepare=True)
        return cursor.rowcount == 1


@transaction.atomic
def record_taken(*, taken: Sequence[Finished], by: Actor, at: datetime) -> list[Finished]:
    """Write down those of one claim that the relay took. Returns those that are not as they were left, because the
    sweep or somebody settled them, or that an import holds at this moment.
    """
    _wait_for_no_disk()
    mine = Notice.objects.filter(
        pk__in=[one.start.notice for one in taken], state=State.SENDING, token=taken[0].start.token
    )
    ours = frozenset(_lockable(mine).values_list("pk", flat=True))
    written = [one for one in taken if one.start.notice in ours]
    Notice.objects.filter(pk__in=ours).update(state=State.SENT, token=None, lease_until=None, changed_at=at)
    Attempt.objects.filter(pk__in=[one.start.attempt for one in written]).update(
        outcome=Outcome.ACCEPTED, code=TAKEN, ended_at=at
    )
    record_all([one.fact(State.SENDING, State.SENT) for one in written], by=by, at=at)
    return [one for one in taken if one.start.notice not in ours]


def put_away(*, token: UUID) -> None:
    """The tally of a claim that was worked to its end."""
    Tally.objects.filter(pk=token).delete()


def _count_anew(token: UUID, at: datetime) -> bool:
    """One is begun. What was stopped stays so."""
    anew = {"begun": 1, "lease_until": at + LEASE}
    if Tally.objects.filter(pk=token, stopped=False).update(**anew):
        return True
    return Tally.objects.get_or_create(pk=token, defaults=anew)[1]


def _attempt(start: Start, place: int, at: datetime) -> Attempt:
    return Attempt(
        id=start.attempt,
        notice_id=start.notice,
        number=start.number,
        channel=start.channel,
        master_id=start.master,
        place=place,
        started_at=at,
        outcome=Outcome.STARTED,
        message_id=start.message_id,
        commitment=start.commitment,
        sealed=start.sealed,
    )


def _lockable(rows: NoticeQuerySet) -> NoticeQuerySet:
    """Passing over what an import holds: it may wait for another of these, and both would wait for ever."""
    return rows.select_for_update(skip_locked=True) if connection.features.has_select_for_update_skip_locked else rows


def _wait_for_no_disk() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
