"""Published sums: every notice in exactly one of them, whatever its state."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.rules.states import INFORMED, MOVING, ON_PAPER, TO_TREAT, WITHDRAWN

_WIDTH = 1000
# Kind of the bar's part, and the states it counts, in the order in which they are drawn.
_PARTS = (
    ("done", INFORMED),
    ("paper", ON_PAPER),
    ("moving", MOVING),
    ("doubt", frozenset({State.IN_DOUBT})),
    ("treat", TO_TREAT),
    ("withdrawn", WITHDRAWN),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the bar, in thousandths of its width."""

    kind: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts by state, and what is said of them. `waiting` are patients to whom no notice is owed yet."""

    by_state: Mapping[State, int]
    waiting: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def everyone(self) -> int:
        """Who is concerned: the bar is as long as they are many, or it would promise too much."""
        return self.total + self.waiting

    @property
    def informed(self) -> int:
        return self._count(INFORMED)

    @property
    def moving(self) -> int:
        return self._count(MOVING)

    @property
    def on_paper(self) -> int:
        return self._count(ON_PAPER)

    @property
    def ready_to_print(self) -> int:
        return self.by_state.get(State.READY_TO_PRINT, 0)

    @property
    def to_treat(self) -> int:
        return self._count(TO_TREAT)

    @property
    def to_tell(self) -> int:
        return self.by_state.get(State.TO_TELL, 0)

    @property
    def in_doubt(self) -> int:
        return self.by_state.get(State.IN_DOUBT, 0)

    @property
    def withdrawn(self) -> int:
        return self._count(WITHDRAWN)

    @property
    def parts(self) -> list[Part]:
        """The bar from left to right; nothing that exists is too small to see. Who waits leaves it empty."""
        drawn, start = [], 0
        for kind, states in _PARTS:
            if count := self._count(states):
                width = max(8, count * _WIDTH // self.everyone)
                drawn.append(Part(kind, start, width))
                start += width
        return drawn

    def among(self, patients: int) -> "Sums":
        """The same sums among so many patients."""
        return replace(self, waiting=max(0, patients - self.total))

    def _count(self, states: Iterable[State]) -> int:
        return sum(self.by_state.get(state, 0) for state in states)


def sums_by_case(cases: Iterable[UUID]) -> dict[UUID, Sums]:
    """One query for all of them; a case without notices has empty sums."""
    counts: defaultdict[UUID, Counter[State]] = defaultdict(Counter)
    rows = (
        Notice.objects.first_ones()
        .filter(case__in=list(cases))
        .values("case", "state")
        .annotate(count=Count("*"))
        .order_by()
    )
    for row in rows:
        counts[row["case"]][State(row["state"])] = row["count"]
    return defaultdict(lambda: Sums({}), {case: Sums(states) for case, states in counts.items()})


def notices_by_case(cases: QuerySet[Any]) -> dict[UUID, int]:
    """How many notices each case has, in whatever state; one query."""
    rows = Notice.objects.first_ones().filter(case__in=cases).values_list("case").annotate(count=Count("*")).order_by()
    return dict(rows)


def sums_together(cases: QuerySet[Any], *, waiting: int) -> Sums:
    """The sums of several cases together; one query."""
    rows = Notice.objects.first_ones().filter(case__in=cases).values_list("state").annotate(count=Count("*")).order_by()
    return Sums({State(state): count for state, count in rows}, waiting)


def count_by(rows: Any, field: str) -> dict[str, int]:
    """Counts of a queryset by one column; one query."""
    return {row[field]: row["count"] for row in rows.values(field).annotate(count=Count("*")).order_by(field)}
