"""The acts on a case, for its page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dashboard.queries.stories.table import ACTS, tell_event
from notifier.dashboard.queries.stories.who import people_named, who

_SHOWN = 12
_AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One event told."""

    at: datetime
    by: str
    text: str


def case_story(case: Case) -> list[Sentence]:
    """The latest acts first; two queries. What happens to single notices is counted in the sums, not told here; an act
    towards several people at once, as a reminder to the controller and to the DPO, is told once. The log has each.
    """
    events = list(Event.objects.filter(case_id=case.pk, kind__in=ACTS).order_by("-pk")[:_SHOWN])
    names = people_named(event.actor for event in events)
    told = [Sentence(event.at, who(event.actor, names), tell_event(event)) for event in events]
    return [one for one, newer in zip(told, [None, *told], strict=False) if newer is None or not _is_echo(one, newer)]


def _is_echo(one: Sentence, newer: Sentence) -> bool:
    return (one.by, one.text) == (newer.by, newer.text) and newer.at - one.at < _AT_ONCE
