"""What a later roster adds to someone an earlier one named. The apps above, which owe them notices, say here what
becomes of those.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.choices import CareFlag
from notifier.rosters.models import Patient


@dataclass(frozen=True, slots=True)
class Learned:
    """`patient` as they are now; `care` is what nobody knew of before; `is_wider` where more leaked than was known, and
    `became_annotated` where the doctor's notes are among it; `came_to_share` where somebody with the same mailbox or
    address came in.
    """

    patient: Patient
    care: frozenset[CareFlag]
    is_wider: bool
    became_annotated: bool
    came_to_share: bool = False


# Called as action(case=..., learned=..., by=..., at=...) inside the import's transaction, which holds the case; returns
# how many notices had what done to them, by code.
Follower = Callable[..., Mapping[str, int]]


class Followers:
    """Who is told; empty in an installation that owes nobody anything."""

    def __init__(self) -> None:
        self._all: list[Follower] = []

    def register(self, follower: Follower) -> None:
        """For an app's `ready`; a second time changes nothing."""
        if follower not in self._all:
            self._all.append(follower)

    def tell(self, case: Case, learned: Sequence[Learned], *, by: Actor, at: datetime) -> list[Mapping[str, int]]:
        return [follow(case=case, learned=learned, by=by, at=at) for follow in self._all]


followers = Followers()
