"""Where every case of a breach stands, lightly: enough to filter, sort and count thousands of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from notifier.accounts.choices import Role
from notifier.accounts.models import Membership, User
from notifier.breaches.choices import Answer, Topic
from notifier.breaches.models import Assignment, Breach, Case, Decision
from notifier.breaches.queries.inviting import UNUSABLE
from notifier.dashboard.choices import Sorting, Watch
from notifier.dashboard.queries.sums import notices_by_case
from notifier.dossiers.queries.annexes import filed_behind
from notifier.law.deadlines import authority_limits
from notifier.law.risk import Risk
from notifier.notices.choices import WordingState
from notifier.notices.models import Wording
from notifier.rosters.queries.counts import affected_by_case


@dataclass(frozen=True, slots=True)
class Standing:
    """One case: its deadline, and what is still to be done or heard of. `patients` are all it was ever about, `waiting`
    those of them to whom no notice is owed yet.
    """

    pk: UUID
    name: str
    target: datetime
    is_filed: bool
    is_late: bool
    is_decided: bool
    is_unopened: bool
    is_mine: bool
    is_open: bool
    # Filed with the common annex of facts that were written anew since.
    is_behind: bool
    patients: int
    waiting: int
    risk: Risk | None


_WATCHES: Mapping[Watch, Callable[[Standing], bool]] = {
    Watch.ALL: lambda one: True,
    Watch.LATE: lambda one: one.is_late,
    Watch.UNDECIDED: lambda one: one.is_open and not one.is_decided,
    Watch.UNOPENED: lambda one: one.is_unopened,
    Watch.WAITING: lambda one: one.is_open and one.waiting > 0,
    Watch.BEHIND: lambda one: one.is_behind,
    Watch.MINE: lambda one: one.is_mine,
}
# The case's number last, so that no two are equal and a page begins where the one before it ended.
_KEYS: Mapping[Sorting, Callable[[Standing], tuple[object, ...]]] = {
    Sorting.URGENT: lambda one: (one.is_filed, one.target, one.pk),
    Sorting.NAME: lambda one: (one.name.casefold(), one.pk),
    Sorting.PATIENTS: lambda one: (-one.patients, one.pk),
}


def standings(breach: Breach, cases: QuerySet[Case], user: User, now: datetime) -> list[Standing]:
    """Of those cases of the breach the user sees; six queries, whatever their number."""
    rows, seen = _rows(cases, user), cases.values("pk")
    patients, noticed, decided = affected_by_case(seen), notices_by_case(seen), _decided(seen)
    behind = filed_behind(breach, seen)
    return [
        _standing(
            row,
            patients=patients.get(row["pk"], 0),
            noticed=noticed.get(row["pk"], 0),
            decided=decided.get(row["pk"], _Decided()),
            now=now,
            is_behind=row["pk"] in behind,
        )
        for row in rows
    ]


def watched(everyone: list[Standing], watch: Watch) -> list[Standing]:
    return [one for one in everyone if _WATCHES[watch](one)]


def in_order(chosen: list[Standing], sorting: Sorting) -> list[Standing]:
    return sorted(chosen, key=_KEYS[sorting])


def after(everyone: list[Standing], chosen: list[Standing], last: UUID | None, sorting: Sorting) -> list[Standing]:
    """Those of the ordered choice that stand behind a case shown before, even if that one was filtered out since."""
    key = _KEYS[sorting]
    shown = next((one for one in everyone if one.pk == last), None)
    return chosen if shown is None else [one for one in chosen if key(one) > key(shown)]


@dataclass(frozen=True, slots=True)
class _Decided:
    """What the controller decided on the authority's side of it, None until it is."""

    risk: Risk | None = None
    notifies: bool | None = None


# A board asks for thousands of them, the same again and again.
_limits = lru_cache(maxsize=16_384)(authority_limits)


def _standing(
    row: Mapping[str, Any], *, patients: int, noticed: int, decided: _Decided, now: datetime, is_behind: bool
) -> Standing:
    limits = _limits(row["aware_at"])
    is_filed = row["filed_at"] is not None
    is_owed = decided.risk is None or limits.rule.is_owed(decided.risk)
    return Standing(
        pk=row["pk"],
        name=row["controller__organisation__name"],
        target=limits.naive,
        is_filed=is_filed,
        is_late=not is_filed and is_owed and limits.is_late(now),
        # Told the authority or decided on it, or approved what patients will read.
        is_decided=is_filed or decided.notifies is not None or row["is_approved"],
        is_unopened=not row["is_opened"],
        is_mine=row["is_mine"],
        is_open=row["closed_at"] is None,
        is_behind=is_behind,
        risk=decided.risk,
        patients=patients,
        # Nobody of an erased case waits for a notice any more.
        waiting=0 if row["erasing_at"] else max(0, patients - noticed),
    )


def _decided(cases: QuerySet[Any]) -> dict[UUID, _Decided]:
    """What was decided last of each; one query, nothing opened."""
    risks: dict[UUID, Risk] = {}
    notifies: dict[UUID, bool] = {}
    rows = Decision.objects.filter(case__in=cases, topic__in=[Topic.RISK, Topic.AUTHORITY]).order_by("number")
    for case, topic, value in rows.values_list("case", "topic", "value"):
        if topic == Topic.RISK:
            risks[case] = Risk(value)
        else:
            notifies[case] = value == Answer.YES
    return {case: _Decided(risks.get(case), notifies.get(case)) for case in {*risks, *notifies}}


def _rows(cases: QuerySet[Case], user: User) -> list[dict[str, Any]]:
    approved = Wording.objects.filter(case=OuterRef("pk"), state=WordingState.APPROVED)
    mine = Assignment.objects.filter(case=OuterRef("pk"), assigned_to=user, ended_at__isnull=True)
    opened = Membership.objects.filter(
        ~Q(user__password__startswith=UNUSABLE),
        organisation=OuterRef("controller"),
        role=Role.CONTROLLER,
        user__is_active=True,
    )
    annotated = cases.annotate(
        filed_at=Min("filings__filed_at"),
        is_approved=Exists(approved),
        is_mine=Exists(mine),
        is_opened=Exists(opened),
    )
    columns = ("pk", "aware_at", "closed_at", "filed_at", "is_approved", "is_mine", "is_opened")
    return list(annotated.values(*columns, "erasing_at", "controller__organisation__name").order_by("aware_at", "pk"))
