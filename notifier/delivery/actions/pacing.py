"""The controller sets how fast their case goes out."""

from collections import Counter
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.choices import Span
from notifier.delivery.models import Attempt, CasePace, Turn, Window
from notifier.delivery.policies import check_pace
from notifier.delivery.queries.limits import case_scope, pace_of, zone_of_case
from notifier.delivery.rules.pacing import begins
from notifier.lib.ids import uuid7
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice


@transaction.atomic
def set_pace(
    *,
    case: Case,
    per_day: int | None,
    quiet_from: time | None = None,
    quiet_until: time | None = None,
    by: Actor,
    at: datetime,
) -> bool:
    """From the next claim on at most so many patients of one physician are written to in a day, and none in the quiet
    hours; None limits nothing. What left today already counts. False where it says the same as before. Raises
    PaceRefused, CaseNotOpen.
    """
    check_pace(per_day, quiet_from, quiet_until)
    Case.objects.select_for_update().get(pk=case.pk).check_open()
    values = {"per_day": per_day, "quiet_from": quiet_from, "quiet_until": quiet_until}
    standing = CasePace.objects.filter(pk=case.pk).values(*values).first()
    if (standing or dict.fromkeys(values)) == values:
        return False
    CasePace.objects.update_or_create(case=case, defaults={**values, "set_at": at, "set_by": str(by)})
    if per_day is not None and not (standing and standing["per_day"]):
        _count_today(case.pk, at)
    Turn.objects.filter(case=case, channel=Channel.EMAIL).update(rests_until=None)
    data = {name: value.isoformat() if isinstance(value, time) else value for name, value in values.items()}
    record(Fact("sending.paced", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    return True


def _count_today(case: UUID, at: datetime) -> None:
    """Nothing was counted while nothing was limited: what left today is counted once, from the attempts and from what
    is claimed. Reads the day's attempts.
    """
    pace = pace_of(case)
    if pace is None:
        return
    today = begins(Span.DAY, at, zone_of_case(pace))
    begun = Attempt.objects.filter(
        pk__gte=uuid7(today, bytes(10)), started_at__gte=today, channel=Channel.EMAIL, notice__case=case
    )
    claimed = Notice.objects.filter(case=case, channel=Channel.EMAIL, state=State.CLAIMED)
    counts: Counter[int] = Counter()
    for rows, way in ((begun, "notice__patient__physician"), (claimed, "patient__physician")):
        counts.update(dict(rows.filter(**{f"{way}__isnull": False}).values_list(way).annotate(Count("pk")).order_by()))
    scope = case_scope(case)
    Window.objects.filter(scope=scope, begins_at=today).delete()
    Window.objects.bulk_create(
        Window(scope=scope, begins_at=today, span=Span.DAY, key=str(physician), used=count)
        for physician, count in counts.items()
    )
