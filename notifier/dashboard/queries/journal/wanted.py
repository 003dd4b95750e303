"""What of the log a page asks for, as conditions on its rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from notifier.audit.models import Event

_PEOPLE = "user:"


@dataclass(frozen=True, slots=True)
class Wanted:
    """None wants all. `actors` are people as the log names them, and "" stands for the system and commands."""

    cases: Collection[UUID] | None = None
    kinds: Collection[str] | None = None
    actors: Collection[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    events: Collection[int] | None = None

    def rows(self) -> QuerySet[Event]:
        """The events asked for, in no order."""
        rows = Event.objects.all()
        for condition in (self._where(), self._who(), self._when()):
            rows = rows.filter(condition)
        return rows

    def _where(self) -> Q:
        condition = Q()
        if self.cases is not None:
            condition &= Q(case_id__in=self.cases) if len(self.cases) != 1 else Q(case_id=next(iter(self.cases)))
        if self.kinds is not None:
            condition &= Q(kind__in=self.kinds)
        if self.events is not None:
            condition &= Q(pk__in=self.events)
        return condition

    def _who(self) -> Q:
        if self.actors is None:
            return Q()
        people = [actor for actor in self.actors if actor]
        # The index over people's acts is taken only by a query that says it asks for people.
        condition = Q(actor__in=people, actor__startswith=_PEOPLE)
        return condition | ~Q(actor__startswith=_PEOPLE) if "" in self.actors else condition

    def _when(self) -> Q:
        condition = Q()
        if self.since is not None:
            condition &= Q(at__gte=self.since)
        if self.until is not None:
            condition &= Q(at__lt=self.until)
        return condition
