"""Noticing that PostgreSQL crashed, and what was in hand then: it may have left, and the record of it be lost.

Starts and receipts commit without waiting for the disk (docs/decisions/0017). A beacon is lit in a table that
PostgreSQL empties after a crash, and what was lit is written down in one it keeps. While the two disagree nothing is
claimed or given back, but that whoever comes first settles what was claimed before, and lights the beacon anew.
"""

import os
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, Beacon, Lighting, Tally
from notifier.delivery.queries import attempts_of, beacon
from notifier.lib.ids import uuid7
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.rules.states import event_for
from notifier.post.message_id import message_id

CODE = "database_crashed"
_ONLY = 1
_AT_ONCE = 1000


@transaction.atomic
def settle_crash(*, by: Actor, at: datetime) -> int:
    """After a crash: every e-mail in hand is in doubt, started or not, for its start may be what was lost. A letter
    exists only with its receipt, which waits for the disk. Returns how many; up to 1,000, and none that somebody holds
    at this moment, which is left to the next time. Where nothing was ever lit nothing can have been lost.
    """
    lighting = Lighting.objects.select_for_update().first()
    if lighting is None or beacon() is not None:
        return 0 if lighting else _light()
    in_hand = Notice.objects.filter(token__isnull=False, channel=Channel.EMAIL)
    rows = list(in_hand.order_by("pk").select_for_update(skip_locked=True).only("case_id", "state")[:_AT_ONCE])
    Notice.objects.filter(pk__in=[notice.pk for notice in rows]).update(
        state=State.IN_DOUBT, token=None, lease_until=None, changed_at=at
    )
    # Who survived the crash counts no further message by what was lit before.
    Tally.objects.update(stopped=True)
    attempts = _attempts(rows, at)
    record_all([_fact(notice, attempts[notice.pk]) for notice in rows], by=by, at=at)
    if not in_hand.exists():
        record_all([Fact("database.crashed", data={"count": len(rows)})], by=by, at=at)
        lighting.delete()
        _light()
    return len(rows)


def _attempts(notices: list[Notice], at: datetime) -> dict[UUID, UUID]:
    """Each notice's attempt that nobody knows the end of; made where its record was lost, so that it can be asked for
    by its Message-ID.
    """
    known = Attempt.objects.filter(notice__in=notices, outcome=Outcome.STARTED)
    attempts = dict(known.values_list("notice_id", "pk"))
    known.update(outcome=Outcome.UNKNOWN, code=CODE)
    lost = [notice.pk for notice in notices if notice.pk not in attempts]
    numbers = attempts_of(lost)
    made = [
        Attempt(
            id=uuid7(at, os.urandom(10)),
            notice_id=pk,
            number=numbers.get(pk, 0) + 1,
            channel=Channel.EMAIL,
            started_at=at,
            outcome=Outcome.UNKNOWN,
            code=CODE,
            message_id=message_id(pk, Channel.EMAIL, settings.MAIL_DOMAIN),
        )
        for pk in lost
    ]
    Attempt.objects.bulk_create(made, batch_size=500)
    return attempts | {attempt.notice_id: attempt.pk for attempt in made}


def _fact(notice: Notice, attempt: UUID) -> Fact:
    data = {"attempt": str(attempt), "code": CODE}
    kind = event_for(State(notice.state), State.IN_DOUBT)
    return Fact(kind, f"notice:{notice.pk}", case=notice.case_id, data=data)


def _light() -> int:
    """Whoever comes first lights it; who comes at the same moment waits, and finds it lit. Doubts nothing: 0."""
    lighting, is_new = Lighting.objects.get_or_create(pk=_ONLY, defaults={"token": uuid4()})
    if is_new:
        Beacon.objects.create(token=lighting.token)
    return 0
