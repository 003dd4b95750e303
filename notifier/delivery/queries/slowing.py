"""What limits do to one case: what its e-mails wait for, when the last one goes, and which limit decides that."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from notifier.breaches.models import Case
from notifier.delivery.choices import Brake, Span
from notifier.delivery.models import CasePace
from notifier.delivery.queries.limits import (
    Limits,
    busiest_day,
    limits_for,
    pace_of,
    quiet_hours,
    relay_limits,
    used_within,
    zone_of_case,
)
from notifier.delivery.rules.pacing import Counted, Limit
from notifier.delivery.rules.waves import Flow, Hours, Load, wave_for, waves_end
from notifier.lib.clocks import zone_of
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.practices.models import Controller
from notifier.rosters.choices import MailBucket

# More than so many are counted anew each minute (seconds), and not for every look at a page.
_MANY = 20_000
_KEPT = 60


@dataclass(frozen=True, slots=True)
class Slowing:
    """`waits_for` is why nothing of the case goes at this moment, and `until` when the next does. `ends_at` is when the
    limits will have let the last one go, None where that lies years ahead, and `brake` which of them decides it;
    `bucket` whose it is, `per_day` the wave that was set. `remedy` is the wave that would have everyone told in time: 0
    where only none would, None where waves are not what makes it late.
    """

    waits_for: Brake | None = None
    until: datetime | None = None
    brake: Brake | None = None
    ends_at: datetime | None = None
    bucket: str = ""
    per_day: int | None = None
    remedy: int | None = None
    # The quiet hours that were set, and how much of a day they leave.
    quiet_from: time | None = None
    quiet_until: time | None = None
    open_share: float = 1.0


@dataclass(frozen=True, slots=True)
class _End:
    """When one limit lets the last one go; None beyond ten years."""

    at: datetime | None
    brake: Brake
    bucket: str = ""


def slowing(case: UUID, at: datetime, target: datetime | None = None) -> Slowing | None:
    """None where no limit is on the case's e-mails, or none of them waits. One query then; else up to eight."""
    pace = pace_of(case)
    limits = limits_for(pace, relay_limits(at), at)
    left = _by_bucket(case) if limits else Counter[str]()
    if not left:
        return None
    hours, used = hours_of(pace), used_within(limits)
    loads = loads_of(case, limits, used) if limits.physician else {}
    waits_for, until = _waits(limits, used, left, loads, at)
    # What lets everyone go as soon as anything can go slows nothing.
    ends = [end for end in _ends(limits, used, left, loads, hours, at) if end.at is None or end.at > hours.opened(at)]
    last = max(ends, key=lambda end: (end.at is None, end.at or at), default=None)
    is_late = last is not None and target is not None and (last.at is None or last.at > target)
    remedy = None
    if is_late and target is not None and last is not None and last.brake is Brake.PHYSICIAN:
        remedy = wave_for(list(loads.values()), target, hours, at) or 0
    return Slowing(
        waits_for=waits_for,
        until=until,
        brake=last.brake if last else None,
        ends_at=last.at if last else None,
        bucket=last.bucket if last else "",
        per_day=pace.per_day if pace else None,
        remedy=remedy,
        quiet_from=pace.quiet_from if pace else None,
        quiet_until=pace.quiet_until if pace else None,
        open_share=hours.open_share,
    )


def relay_slowing(left: int, at: datetime) -> Slowing | None:
    """What the limits on all that leaves do to so many messages; None, without a query, where there are none."""
    relay = relay_limits(at)
    if not relay:
        return None
    limits = Limits(relay)
    used, zone = used_within(limits), timezone.get_default_timezone()
    full = [limit for limit in relay if not limit.room(used)]
    longest = max(full, key=lambda limit: limit.ends_at, default=None)
    end = relay_flow(limits, used, at).ends_at(left, Hours(zone), zone, at)
    return Slowing(
        waits_for=longest.brake if longest else None,
        until=longest.ends_at if longest else None,
        brake=None if end is not None and end <= at else _relay_brake(limits),
        ends_at=end,
    )


def _relay_brake(limits: Limits) -> Brake:
    return next((one.brake for one in limits.relay if one.brake is Brake.WARM_UP), Brake.RELAY)


def hours_of(pace: CasePace | None, controller: Controller | None = None) -> Hours:
    """By the practice's clock, which the pace knows, or the controller where none is set; else by ours."""
    if pace is not None:
        return Hours(zone_of_case(pace), quiet_hours(pace))
    return Hours(zone_of(controller.postcode) if controller else timezone.get_default_timezone())


def loads_of(case: UUID, limits: Limits, used: Mapping[Counted, int]) -> dict[int, Load]:
    """Of each physician who has any, the e-mails that still wait, and those of today where a limit counts them. One
    query.
    """
    left = _counted(case, "patient__physician")
    scope = limits.physician.counted.scope if limits.physician else ""
    today = {int(one.key): count for one, count in used.items() if one.scope == scope}
    return {physician: Load(count, today.get(physician, 0)) for physician, count in left.items()}


def _queued(case: UUID) -> QuerySet[Notice]:
    return Notice.objects.filter(case=case, channel=Channel.EMAIL, state=State.QUEUED)


def _counted(case: UUID, column: str) -> Counter[Any]:
    """How many e-mails wait, by what stands in the column; of a large case counted once a minute."""
    key = f"waiting:{case.hex}:{column}"
    if (kept := cache.get(key)) is not None:
        return Counter(kept)
    counts = dict(_queued(case).values_list(column).annotate(Count("pk")).order_by())
    if sum(counts.values()) > _MANY:
        cache.set(key, counts, _KEPT)
    return Counter(counts)


def _by_bucket(case: UUID) -> Counter[str]:
    counts: Counter[str] = Counter()
    for bucket, count in _counted(case, "mail_bucket").items():
        counts[bucket or MailBucket.OTHER] += count
    return counts


def _waits(
    limits: Limits, used: Mapping[Counted, int], left: Counter[str], loads: Mapping[int, Load], at: datetime
) -> tuple[Brake | None, datetime | None]:
    """Why nothing goes now, and until when: of several reasons the one that lasts longest; nothing where something of
    it can go.
    """
    found: list[tuple[datetime, Brake]] = []
    if limits.quiet is not None and (over := limits.quiet.end_of_night(at)) is not None:
        found.append((over, Brake.QUIET))
    found += [(limit.ends_at, limit.brake) for limit in limits.relay if not limit.room(used)]
    day = limits.physician
    if day is not None and loads and all(load.today >= day.most for load in loads.values()):
        found.append((day.ends_at, Brake.PHYSICIAN))
    opening = [_opens(limits.of_bucket(bucket), used) for bucket in left]
    if known := [one for one in opening if one is not None]:
        found += [(min(known), Brake.BUCKET)] if len(known) == len(opening) else []
    if not found:
        return None, None
    until, brake = max(found)
    return brake, limits.quiet.opened(until) if limits.quiet else until


def _opens(limits: tuple[Limit, ...], used: Mapping[Counted, int]) -> datetime | None:
    """When a bucket that is full has room again; None where it has."""
    return max((limit.ends_at for limit in limits if not limit.room(used)), default=None)


def _ends(
    limits: Limits,
    used: Mapping[Counted, int],
    left: Counter[str],
    loads: Mapping[int, Load],
    hours: Hours,
    at: datetime,
) -> Iterator[_End]:
    zone = timezone.get_default_timezone()
    if limits.physician is not None and loads:
        yield _End(waves_end(list(loads.values()), limits.physician.most, hours, at), Brake.PHYSICIAN)
    if not (limits.relay or limits.buckets):
        return
    # The cases take turns: while this one is served once, each of the others is.
    sharing = max(1, _cases_in_queue())
    if limits.relay:
        yield _End(relay_flow(limits, used, at).ends_at(left.total() * sharing, hours, zone, at), _relay_brake(limits))
    for bucket, own in limits.buckets.items():
        if left[bucket]:
            yield _End(_flow(own, used).ends_at(left[bucket] * sharing, hours, zone, at), Brake.BUCKET, bucket)


def relay_flow(limits: Limits, used: Mapping[Counted, int], at: datetime) -> Flow:
    """The limits on all that leaves, the warming up among them."""
    lasting = [one for one in limits.relay if one.brake is not Brake.WARM_UP]
    flow = _flow(tuple(lasting), used)
    if len(lasting) == len(limits.relay):
        return flow
    start, cap = settings.MAIL_WARM_UP or (1, 1)
    today = {one.counted.span: used.get(one.counted, 0) for one in limits.relay}
    return Flow(flow.most, today, (start, cap, busiest_day(at)))


def _flow(limits: tuple[Limit, ...], used: Mapping[Counted, int]) -> Flow:
    most: dict[Span, int] = {one.counted.span: one.most for one in limits}
    return Flow(most, {one.counted.span: used.get(one.counted, 0) for one in limits})


def _cases_in_queue() -> int:
    waiting = Notice.objects.filter(case=OuterRef("pk"), channel=Channel.EMAIL, state=State.QUEUED)
    return Case.objects.filter(Exists(waiting)).count()
