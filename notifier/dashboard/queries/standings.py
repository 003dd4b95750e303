"""Where every case of a breach stands, lightly: enough to filter, sort and count thousands of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, Q

from notifier.accounts.choices import Role
from notifier.accounts.models import Membership, User
from notifier.breaches.models import Assignment, Breach, Case
from notifier.breaches.queries.inviting import UNUSABLE
from notifier.dashboard.choices import Sorting, Watch
from notifier.dashboard.queries.sums import Sums, sums_by_case
from notifier.dossiers.queries.annexes import filed_behind
from notifier.law.deadlines import authority_limits
from notifier.notices.choices import WordingState
from notifier.notices.models import Wording
from notifier.rosters.queries.counts import affected_by_case


@dataclass(frozen=True, slots=True)
class Standing:
    """One case: its deadline, and what is still to be done or heard of. `patients` are all it was ever about."""

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
    sums: Sums


_WATCHES: Mapping[Watch, Callable[[Standing], bool]] = {
    Watch.ALL: lambda one: True,
    Watch.LATE: lambda one: one.is_late,
    Watch.UNDECIDED: lambda one: one.is_open and not one.is_decided,
    Watch.UNOPENED: lambda one: one.is_unopened,
    Watch.WAITING: lambda one: one.is_open and one.sums.waiting > 0,
    Watch.BEHIND: lambda one: one.is_behind,
    Watch.MINE: lambda one: one.is_mine,
}
# The case's number last, so that no two are equal and a page begins where the one before it ended.
_KEYS: Mapping[Sorting, Callable[[Standing], tuple[object, ...]]] = {
    Sorting.URGENT: lambda one: (one.is_filed, one.target, one.pk),
    Sorting.NAME: lambda one: (one.name.casefold(), one.pk),
    Sorting.PATIENTS: lambda one: (-one.patients, one.pk),
}


def standings(breach: Breach, user: User, now: datetime) -> list[Standing]:
    """All cases of the breach the user sees; six queries, whatever their number."""
    rows = _rows(breach, user)
    ids = [row["pk"] for row in rows]
    sums, patients = sums_by_case(ids), affected_by_case(ids)
    behind = filed_behind(breach, {row["pk"]: row["recorded_at"] for row in rows if row["recorded_at"]})
    return [
        _standing(row, sums[row["pk"]], patients.get(row["pk"], 0), now, is_behind=row["pk"] in behind) for row in rows
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


def _standing(row: Mapping[str, Any], sums: Sums, patients: int, now: datetime, *, is_behind: bool) -> Standing:
    limits = authority_limits(row["aware_at"])
    is_filed = row["filed_at"] is not None
    # Nobody of an erased case waits for a notice any more.
    shown = sums if row["erasing_at"] else sums.among(patients)
    return Standing(
        pk=row["pk"],
        name=row["controller__organisation__name"],
        target=limits.naive,
        is_filed=is_filed,
        is_late=not is_filed and limits.is_late(now),
        # Told the authority, or approved what patients will read.
        is_decided=is_filed or row["is_approved"],
        is_unopened=not row["is_opened"],
        is_mine=row["is_mine"],
        is_open=row["closed_at"] is None,
        is_behind=is_behind,
        patients=patients,
        sums=shown,
    )


def _rows(breach: Breach, user: User) -> list[dict[str, Any]]:
    approved = Wording.objects.filter(case=OuterRef("pk"), state=WordingState.APPROVED)
    mine = Assignment.objects.filter(case=OuterRef("pk"), assigned_to=user, ended_at__isnull=True)
    opened = Membership.objects.filter(
        ~Q(user__password__startswith=UNUSABLE),
        organisation=OuterRef("controller"),
        role=Role.CONTROLLER,
        user__is_active=True,
    )
    cases = Case.objects.visible_to(user).filter(breach=breach)
    annotated = cases.annotate(
        filed_at=Min("filings__filed_at"),
        recorded_at=Max("filings__recorded_at"),
        is_approved=Exists(approved),
        is_mine=Exists(mine),
        is_opened=Exists(opened),
    )
    columns = ("pk", "aware_at", "closed_at", "filed_at", "recorded_at", "is_approved", "is_mine", "is_opened")
    return list(annotated.values(*columns, "erasing_at", "controller__organisation__name").order_by("aware_at", "pk"))
