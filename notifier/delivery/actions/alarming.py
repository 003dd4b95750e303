"""Telling whoever keeps the machine running, by mail and once, of what is not as it should be; and when it is again."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.delivery.choices import AlarmKind, StaffMailKind, StaffMailState
from notifier.delivery.models import Alarm, StaffMail
from notifier.delivery.queries.alarms import operators
from notifier.delivery.rules.alarms import AlarmKey, Trouble, is_due, news

_OVER = 0


def follow_alarms(
    *, found: Mapping[AlarmKind, Trouble], kinds: Collection[AlarmKind], by: Actor, at: datetime
) -> list[Alarm]:
    """Of these kinds raise what is new, end what is over; any number of times, by any number of workers. Returns the
    alarms that were raised, raised again for something new, or ended.
    """
    followed = [_follow(kind, found.get(kind), by=by, at=at) for kind in sorted(kinds)]
    return [alarm for alarm in followed if alarm is not None]


@transaction.atomic
def _follow(kind: AlarmKind, trouble: Trouble | None, *, by: Actor, at: datetime) -> Alarm | None:
    standing = Alarm.objects.select_for_update().filter(kind=kind, over_at__isnull=True)
    if trouble is None:
        alarm = standing.first()
        return _end(alarm, by=by, at=at) if alarm else None
    alarm, _is_new = standing.get_or_create(kind=kind, over_at=None, defaults={"seen_at": at})
    fresh = news(alarm.codes, trouble.codes)
    if not fresh or not is_due(kind, alarm.seen_at, at):
        return None
    alarm.codes, alarm.count, alarm.step = [*alarm.codes, *fresh], trouble.count, alarm.step + 1
    alarm.raised_at = alarm.raised_at or at
    alarm.save(update_fields=["codes", "count", "step", "raised_at"])
    _owe(alarm, alarm.step, at)
    data = {"of": kind, "codes": alarm.codes, "count": alarm.count, "step": alarm.step}
    record(Fact("alarm.raised", f"alarm:{alarm.pk}", data=data), by=by, at=at)
    return alarm


def _end(alarm: Alarm, *, by: Actor, at: datetime) -> Alarm | None:
    """What nobody was told of goes without a word."""
    if alarm.raised_at is None:
        alarm.delete()
        return None
    alarm.over_at = at
    alarm.save(update_fields=["over_at"])
    _owe(alarm, _OVER, at)
    record(Fact("alarm.over", f"alarm:{alarm.pk}", data={"of": alarm.kind, "codes": alarm.codes}), by=by, at=at)
    return alarm


def _owe(alarm: Alarm, step: int, at: datetime) -> None:
    """To each who keeps the machine running now. The mail waits where it is the relay itself that is down."""
    mails = [
        StaffMail(
            kind=StaffMailKind.ALARM, user_id=user, key=str(AlarmKey(alarm.pk, step, user)),
            state=StaffMailState.OWED, owed_at=at, due_at=at,
        )
        for user in operators().values_list("pk", flat=True)
    ]  # fmt: skip
    StaffMail.objects.bulk_create(mails, ignore_conflicts=True)
