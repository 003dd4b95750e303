"""Owing the reminders of deadlines: each step of a clock once to each person, whatever happens to the worker."""

from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.delivery.choices import StaffMailKind, StaffMailState
from notifier.delivery.models import StaffMail
from notifier.delivery.queries.reminders import Reminded, reminded_cases, reminders_due

_AT_ONCE = 500


def owe_deadlines(*, by: Actor, at: datetime) -> int:
    """Owe what is due and was never owed, over all open cases and what providers hold of closed ones; any number of
    times. Returns how many were new.
    """
    return sum(_owe_new(reminders_due(cases, at), by=by, at=at) for cases in reminded_cases())


@transaction.atomic
def _owe_new(due: list[Reminded], *, by: Actor, at: datetime) -> int:
    known = _known([one.key for one in due])
    mails = [
        StaffMail(
            kind=StaffMailKind.DEADLINE, user_id=one.user, key=one.key, state=StaffMailState.OWED, owed_at=at, due_at=at
        )
        for one in due
        if one.key not in known
    ]
    # Another worker may be doing the same; the key lets each be owed once.
    StaffMail.objects.bulk_create(mails, batch_size=_AT_ONCE, ignore_conflicts=True)
    if mails:
        record(Fact("staff_mails.owed", data={"kind": StaffMailKind.DEADLINE, "count": len(mails)}), by=by, at=at)
    return len(mails)


def _known(keys: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        rows = StaffMail.objects.filter(key__in=keys[start : start + _AT_ONCE])
        found.update(rows.values_list("key", flat=True))
    return found
