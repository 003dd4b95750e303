"""Which limits a claim must keep to, and what of them is used up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from notifier.delivery.choices import Brake, Span
from notifier.delivery.models import CasePace, Window
from notifier.delivery.rules.pacing import (
    REMEMBERED,
    Candidate,
    Counted,
    Limit,
    QuietHours,
    begins,
    ends,
    warmed_up,
)
from notifier.lib.clocks import zone_of
from notifier.rosters.choices import MailBucket

RELAY, BUCKET = "relay", "bucket"


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for the e-mail of one case at one moment: `relay` for every message, `buckets` for those of one
    provider; `physician` is the limit on the day of each of its physicians, without their number.
    """

    relay: tuple[Limit, ...] = ()
    buckets: Mapping[str, tuple[Limit, ...]] = field(default_factory=dict)
    physician: Limit | None = None
    quiet: QuietHours | None = None

    def __bool__(self) -> bool:
        return bool(self.relay or self.buckets or self.physician or self.quiet)

    def of(self, candidate: Candidate) -> tuple[Limit, ...]:
        own = (_of_physician(self.physician, candidate.physician),) if self.physician else ()
        return (*self.relay, *self.of_bucket(candidate.bucket), *own)

    def of_bucket(self, bucket: str) -> tuple[Limit, ...]:
        # Whose row is older than the list of providers may be with any of them: it goes with the others.
        return self.buckets.get(bucket or MailBucket.OTHER, ())


def case_scope(case: UUID) -> str:
    return f"case:{case.hex}"


def zone_of_case(pace: CasePace) -> tzinfo:
    """The practice's own; of a pace read with its case and controller."""
    return zone_of(pace.case.controller.postcode)


def quiet_hours(pace: CasePace) -> QuietHours | None:
    if pace.quiet_from is None or pace.quiet_until is None:
        return None
    return QuietHours(pace.quiet_from, pace.quiet_until, zone_of_case(pace))


def pace_of(case: UUID) -> CasePace | None:
    """What the controller set, with what tells the zone; one query."""
    return CasePace.objects.select_related("case__controller").filter(pk=case).first()


def relay_limits(at: datetime) -> tuple[Limit, ...]:
    """Those of the installation on all it sends; one query where its domain is warming up, else none."""
    zone = timezone.get_default_timezone()
    found = list(_limits(RELAY, settings.MAIL_DOMAIN, settings.MAIL_LIMIT, Brake.RELAY, at, zone))
    if (warm := settings.MAIL_WARM_UP) and (most := warmed_up(*warm, busiest_day(at))) is not None:
        found += _limits(RELAY, settings.MAIL_DOMAIN, {Span.DAY: most}, Brake.WARM_UP, at, zone)
    return tuple(found)


def busiest_day(at: datetime) -> int:
    """How many left on the busiest of the days before this one that still count; one query."""
    today = begins(Span.DAY, at, timezone.get_default_timezone())
    days = Window.objects.filter(scope=RELAY, key=settings.MAIL_DOMAIN, span=Span.DAY)
    of_late = days.filter(begins_at__gte=today - REMEMBERED, begins_at__lt=today)
    return int(of_late.aggregate(busiest=Max("used"))["busiest"] or 0)


def bucket_limits(at: datetime) -> dict[str, tuple[Limit, ...]]:
    """Those of the installation on what goes to one big provider."""
    zone = timezone.get_default_timezone()
    return {
        bucket: tuple(_limits(BUCKET, bucket, rates, Brake.BUCKET, at, zone))
        for bucket, rates in settings.MAIL_BUCKET_LIMITS.items()
    }


def limits_for(pace: CasePace | None, relay: tuple[Limit, ...], at: datetime) -> Limits:
    """All that holds for a case of that pace."""
    physician, quiet = None, None
    if pace is not None:
        zone, quiet = zone_of_case(pace), quiet_hours(pace)
        if pace.per_day:
            days = _limits(case_scope(pace.pk), "", {Span.DAY: pace.per_day}, Brake.PHYSICIAN, at, zone)
            physician = next(iter(days))
    return Limits(relay, bucket_limits(at), physician, quiet)


def used_of(counted: Iterable[Counted]) -> dict[Counted, int]:
    """What is used up of each; one query."""
    wanted = sorted(set(counted))
    return {_counted(row): row.used for row in Window.objects.filter(named(wanted))} if wanted else {}


def relay_has_room(limits: tuple[Limit, ...]) -> bool:
    """Whether these limits on all that leaves let anything go now; one query where there are any."""
    used = used_of(limit.counted for limit in limits)
    return all(limit.room(used) for limit in limits)


def used_within(limits: Limits) -> dict[Counted, int]:
    """What is used up of all these limits, of the physicians' each; one query, which locks nothing."""
    wanted = [limit.counted for limit in (*limits.relay, *(one for many in limits.buckets.values() for one in many))]
    chosen = named(wanted) if wanted else Q(pk__in=())
    if limits.physician is not None:
        one = limits.physician.counted
        chosen |= Q(scope=one.scope, begins_at=one.begins_at, span=one.span)
    return {_counted(row): row.used for row in Window.objects.filter(chosen)}


def named(wanted: Iterable[Counted]) -> Q:
    """The rows of these; not none of them."""
    keys: defaultdict[tuple[str, datetime, Span], list[str]] = defaultdict(list)
    for one in wanted:
        keys[one.scope, one.begins_at, one.span].append(one.key)
    alike = (Q(scope=scope, begins_at=start, span=span, key__in=own) for (scope, start, span), own in keys.items())
    return reduce(or_, alike)


def _of_physician(limit: Limit, physician: int) -> Limit:
    return replace(limit, counted=replace(limit.counted, key=str(physician)))


def _counted(row: Window) -> Counted:
    return Counted(row.scope, row.begins_at, Span(row.span), row.key)


def _limits(
    scope: str, key: str, rates: Mapping[str, int], brake: Brake, at: datetime, zone: tzinfo
) -> Iterable[Limit]:
    for name, most in rates.items():
        span = Span(name)
        yield Limit(Counted(scope, begins(span, at, zone), span, key), most, brake, ends(span, at, zone))
