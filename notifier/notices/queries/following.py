"""Who can be told more, and what was told them since the first notice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max

from notifier.breaches.models import Case
from notifier.notices.choices import FollowUp, State, WordingState
from notifier.notices.models import Wording
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.queries import followed
from notifier.notices.rules.states import INFORMED, MOVING, ON_PAPER

# Nothing of these has left: what is said later takes their place, and their number.
WAITING = (State.HELD, State.QUEUED, State.TO_TELL)


@dataclass(frozen=True, slots=True)
class Round:
    """One approved follow-up, and where its notices stand."""

    wording: Wording
    states: Mapping[State, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Without those that were taken back: a newer one says more."""
        return sum(count for state, count in self.states.items() if state is not State.WITHDRAWN)

    @property
    def informed(self) -> int:
        return sum(self.states.get(state, 0) for state in INFORMED)

    @property
    def moving(self) -> int:
        return sum(self.states.get(state, 0) for state in MOVING)

    @property
    def on_paper(self) -> int:
        return sum(self.states.get(state, 0) for state in ON_PAPER)

    @property
    def to_decide(self) -> int:
        return self.states.get(State.HELD, 0) + self.states.get(State.TO_TELL, 0)

    @property
    def failed(self) -> int:
        return self.states.get(State.FAILED, 0)

    @property
    def in_doubt(self) -> int:
        return self.states.get(State.IN_DOUBT, 0)


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How many each kind would go to now, the draft there is, of whatever notice, and the rounds, the newest first."""

    corrections: int
    more_leaked: int
    draft: Wording | None
    rounds: tuple[Round, ...]


def follow_ups(case: Case) -> FollowUps:
    """Six queries, whatever the number of people."""
    rows = case.wordings.exclude(follow_up=FollowUp.NONE).filter(approval__isnull=False)
    states: dict[object, Counter[State]] = {}
    further = case.notices.filter(number__gt=1).values_list("wording", "state").annotate(count=Count("*"))
    for wording, state, count in further.order_by():
        states.setdefault(wording, Counter())[State(state)] = count
    approved = rows.select_related("approval__approved_by").order_by("-number")
    return FollowUps(
        corrections=followed(case, FollowUp.CORRECTION).count(),
        more_leaked=followed(case, FollowUp.MORE_LEAKED).count(),
        draft=case.wordings.filter(state=WordingState.DRAFT).first(),
        rounds=tuple(Round(wording, states.get(wording.pk, {})) for wording in approved),
    )


def next_numbers(wording: Wording) -> list[int]:
    """The numbers that an approval of the follow-up would give, each once; two queries."""
    rows = highest_numbers(wording.case.notices.filter(patient__in=followed(wording.case, FollowUp(wording.follow_up))))
    return sorted({highest + 1 for highest in rows.values_list("highest", flat=True).distinct()})


def highest_numbers(notices: NoticeQuerySet) -> Any:
    """The highest number of each patient. A follow-up that waits counts for nothing: the next takes its place, and its
    number.
    """
    gone = notices.exclude(state=State.WITHDRAWN).exclude(number__gt=1, state__in=WAITING)
    return gone.values("patient").annotate(highest=Max("number")).order_by()
