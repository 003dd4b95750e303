"""What a DPO's office does for many cases at once. Every act is recorded case by case; doing it again does nothing."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import Organisation, User
from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Assignment, BreachFacts, Case, FactsOffer, Nudge
from notifier.breaches.policies import check_colleague

_AT_ONCE = 500


@transaction.atomic
def nudge_cases(*, cases: Iterable[Case], office: Organisation, user: User, by: Actor, at: datetime) -> int:
    """Remind each controller, at most once a day; delivery writes to those who decide. Returns how many were new."""
    day = timezone.localdate(at)
    held = _held(cases)
    done = set(Nudge.objects.filter(case__in=held, office=office, day=day).values_list("case", flat=True))
    rows = [
        Nudge(case_id=pk, office=office, day=day, nudged_by=user, nudged_at=at)
        for pk in _open(held) if pk not in done
    ]  # fmt: skip
    Nudge.objects.bulk_create(rows, batch_size=_AT_ONCE)
    _record("case.nudged", rows, {"office": office.pk}, by=by, at=at)
    return len(rows)


@transaction.atomic
def assign_cases(*, cases: Iterable[Case], office: Organisation, to: User, user: User, by: Actor, at: datetime) -> int:
    """Give the cases to one colleague of the office, whoever had them before. Returns how many changed hands. Raises
    NotAColleague.
    """
    check_colleague(is_member=to.memberships.filter(organisation=office).exists() and to.is_active)
    held = _held(cases)
    standing = Assignment.objects.filter(case__in=held, office=office, ended_at__isnull=True)
    same = set(standing.filter(assigned_to=to).values_list("case", flat=True))
    standing.exclude(assigned_to=to).update(ended_at=at)
    rows = [
        Assignment(case_id=pk, office=office, assigned_to=to, assigned_by=user, assigned_at=at)
        for pk in held if pk not in same
    ]  # fmt: skip
    Assignment.objects.bulk_create(rows, batch_size=_AT_ONCE)
    _record("case.assigned", rows, {"office": office.pk, "to": to.pk}, by=by, at=at)
    return len(rows)


@transaction.atomic
def offer_facts(
    *, cases: Iterable[Case], version: BreachFacts, office: Organisation, user: User, by: Actor, at: datetime
) -> int:
    """Point each controller who has not taken the version over to it; only they can. Returns how many were new."""
    held = _held(cases)
    done = set(FactsOffer.objects.filter(case__in=held, version=version, office=office).values_list("case", flat=True))
    taken = set(Case.objects.filter(pk__in=held, taken_facts__version=version).values_list("pk", flat=True))
    rows = [
        FactsOffer(case_id=pk, version=version, office=office, offered_by=user, offered_at=at)
        for pk in _open(held) if pk not in done | taken
    ]  # fmt: skip
    FactsOffer.objects.bulk_create(rows, batch_size=_AT_ONCE)
    _record("facts.offered", rows, {"office": office.pk, "number": version.number}, by=by, at=at)
    return len(rows)


def _held(cases: Iterable[Case]) -> dict[UUID, Case]:
    """The cases, locked in one order, so that two who press the same button do not wait for each other for ever."""
    ids = [case.pk for case in cases]
    return {case.pk: case for case in Case.objects.select_for_update().filter(pk__in=ids).order_by("pk")}


def _open(held: dict[UUID, Case]) -> list[UUID]:
    return [pk for pk, case in held.items() if case.is_open]


def _record(
    kind: str, rows: Iterable[Nudge | Assignment | FactsOffer], data: dict[str, int], *, by: Actor, at: datetime
) -> None:
    record_all([Fact(kind, f"case:{row.case_id}", case=row.case_id, data=data) for row in rows], by=by, at=at)
