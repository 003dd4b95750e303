"""Which reminders of deadlines are due, and to whom they go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate, Membership
from notifier.breaches.models import Case
from notifier.delivery.models import Handover
from notifier.delivery.queries.clocks import clocks_of
from notifier.delivery.rules import DeadlineKey
from notifier.law.deadlines.clock import AFTER_CLOSING
from notifier.law.deadlines.reminders import due_between, latest_only
from notifier.notices.models import PatientRequest

_AT_ONCE = 500
_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Reminded:
    """One reminder for one person."""

    user: int
    key: str


def reminded_cases() -> Iterator[list[Case]]:
    """All open cases, and closed ones of which a provider still holds copies or where somebody who wrote waits for an
    answer; some hundreds at a time.
    """
    held = Exists(Handover.objects.filter(case=OuterRef("pk"), erased_at__isnull=True))
    waiting = Exists(PatientRequest.objects.open().filter(case=OuterRef("pk")))
    cases = Case.objects.filter(Q(closed_at__isnull=True) | held | waiting).order_by("pk")
    batch = list(cases[:_AT_ONCE])
    while batch:
        yield batch
        batch = list(cases.filter(pk__gt=batch[-1].pk)[:_AT_ONCE])


def reminders_due(cases: list[Case], at: datetime) -> list[Reminded]:
    """Of each clock the latest step reached by now, for each keeper: after days of standstill one message says what
    several would have said. A closed case is reminded of what outlives
    it alone. Nine to thirteen queries.
    """
    keepers, closed = keepers_of(cases), {case.pk for case in cases if not case.is_open}
    found = []
    for case, clocks in clocks_of(cases).items():
        running = [clock for clock in clocks if case not in closed or clock.duty in AFTER_CLOSING]
        due = [one for clock in running for one in due_between(clock, clock.starts_at - _BEFORE, at)]
        for reminder in latest_only(tuple(due)):
            found += [Reminded(user, str(DeadlineKey(case, reminder.key, user))) for user in keepers.get(case, ())]
    return found


def keepers_of(cases: list[Case]) -> dict[UUID, list[int]]:
    """Who decides for the controller, and the DPOs of the offices it mandates; two queries."""
    by_controller: dict[int, set[int]] = {case.controller_id: set() for case in cases}
    deciding = Membership.objects.filter(organisation__in=by_controller, role=Role.CONTROLLER, user__is_active=True)
    for controller, user in deciding.values_list("organisation", "user"):
        by_controller[controller].add(user)
    following = Mandate.objects.in_force().filter(
        controller__in=by_controller,
        office__memberships__role=Role.DPO,
        office__memberships__user__is_active=True,
    )
    for controller, user in following.values_list("controller", "office__memberships__user"):
        by_controller[controller].add(user)
    return {case.pk: sorted(by_controller[case.controller_id]) for case in cases}
