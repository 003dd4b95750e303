"""The acts on a case, for its page."""

from dataclasses import dataclass
from datetime import datetime

from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dashboard.queries.stories.table import ACTS, tell_event
from notifier.dashboard.queries.stories.who import people_named, who

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """One event told."""

    at: datetime
    by: str
    text: str


def case_story(case: Case) -> list[Sentence]:
    """The latest acts first; two queries. What happens to single notices is counted in the sums, not told here."""
    events = list(Event.objects.filter(case_id=case.pk, kind__in=ACTS).order_by("-pk")[:_SHOWN])
    names = people_named(event.actor for event in events)
    return [Sentence(event.at, who(event.actor, names), tell_event(event)) for event in events]
