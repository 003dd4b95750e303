"""The page on which a controller sets the pace of their case."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from notifier.breaches.models import Case
from notifier.delivery.models import CasePace
from notifier.delivery.queries.limits import limits_for, pace_of, used_within
from notifier.delivery.queries.slowing import Slowing, hours_of, loads_of, slowing
from notifier.delivery.rules.waves import Load, proposed_wave, waves_end
from notifier.law.deadlines.duties import people
from notifier.notices.models import Notice
from notifier.practices.models import Physician


@dataclass(frozen=True, slots=True)
class Wave:
    """One physician: how many of their patients still wait for an e-mail, and how many had theirs today, where that is
    counted.
    """

    physician: Physician
    left: int
    today: int


@dataclass(frozen=True, slots=True)
class Waves:
    """`proposed` is a wave the telephone survives and the target allows, None where none is needed or possible; then
    `ends_at` is when its last one would begin. `zone` is the name of the practice's time zone.
    """

    pace: CasePace | None
    waves: list[Wave]
    slowing: Slowing | None
    target: datetime | None
    proposed: int | None
    ends_at: datetime | None
    zone: str

    @property
    def left(self) -> int:
        return sum(wave.left for wave in self.waves)

    @property
    def is_after_target(self) -> bool:
        known = self.slowing
        if known is None or known.brake is None or self.target is None:
            return False
        return known.ends_at is None or known.ends_at > self.target


def waves(case: Case, at: datetime) -> Waves:
    """A fixed number of queries, for a case read with its controller. Before the approval those count who have an
    address to be written to.
    """
    pace = pace_of(case.pk)
    limits = limits_for(pace, (), at)
    used = used_within(limits) if limits else {}
    loads = Counter({physician: load.left for physician, load in loads_of(case.pk, limits, used).items()})
    loads.update(_planned(case))
    counted = {int(one.key): count for one, count in used.items() if one.scope.startswith("case:")}
    physicians = Physician.objects.filter(pk__in={*loads, *counted}).order_by("family_name", "given_name", "pk")
    rows = [Wave(one, loads[one.pk], counted.get(one.pk, 0)) for one in physicians]
    target = people(case.aware_at, told_at=None).target
    waiting, hours = [Load(row.left, row.today) for row in rows], hours_of(pace, case.controller)
    proposed = proposed_wave(waiting, target, hours, at) if target and not (pace and pace.per_day) else None
    return Waves(
        pace=pace,
        waves=rows,
        slowing=slowing(case.pk, at, target),
        target=target,
        proposed=proposed,
        ends_at=waves_end(waiting, proposed, hours, at) if proposed else None,
        zone=str(hours.zone),
    )


def _planned(case: Case) -> dict[int, int]:
    """By physician, who would be written to by e-mail and is owed nothing yet. Where as many notices are as patients,
    nobody is, and they are not looked through.
    """
    if case.notices.first_ones().count() >= case.patients.count():
        return {}
    owed = Notice.objects.filter(patient=OuterRef("pk"))
    rows = case.patients.filter(~Exists(owed), has_email=True).values_list("physician").annotate(Count("pk"))
    return dict(rows.order_by())
