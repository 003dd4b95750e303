"""How many people a case is about, whether or not their rows are still there."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from notifier.rosters.models import Roster


def affected_by_case(cases: Collection[UUID] | QuerySet[Any]) -> dict[UUID, int]:
    """The patients that rosters brought in, those erased since among them; one query. Cases without a roster are left
    out. `cases` are their ids, or what finds them.
    """
    written = F("total") - F("refused") - F("duplicate") - F("merged")
    rows = Roster.objects.filter(case__in=cases).values("case").annotate(count=Sum(written)).order_by()
    return {row["case"]: row["count"] for row in rows}
