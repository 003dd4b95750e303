"""One page of the log, the latest first. The key of a page is an event, never a count of rows passed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from notifier.audit.models import Event
from notifier.dashboard.queries.journal.wanted import Wanted

PAGE = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """Where to go on: after or before the event of that number; both 0 begin at the latest."""

    older_than: int = 0
    newer_than: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Events of a page, and whether there are more on either side."""

    events: Sequence[Event]
    has_newer: bool
    has_older: bool


def read_rows(wanted: Wanted, turn: Turn) -> Rows:
    """At most two queries. By time and number: acts may be told late, and the page says when things happened."""
    key = Event.objects.filter(pk=turn.newer_than or turn.older_than).only("at").first()
    if key is not None and turn.newer_than:
        found = list(_newer(wanted.rows(), key).order_by("at", "pk")[: PAGE + 1])
        return Rows(found[:PAGE][::-1], has_newer=len(found) > PAGE, has_older=True)
    rows = _older(wanted.rows(), key) if key else wanted.rows()
    found = list(rows.order_by("-at", "-pk")[: PAGE + 1])
    return Rows(found[:PAGE], has_newer=key is not None, has_older=len(found) > PAGE)


def _older(rows: QuerySet[Event], key: Event) -> QuerySet[Event]:
    # `at <=` beside the alternatives: databases seek in an index by it, and not by an OR.
    return rows.filter(Q(at__lt=key.at) | Q(at=key.at, pk__lt=key.pk), at__lte=key.at)


def _newer(rows: QuerySet[Event], key: Event) -> QuerySet[Event]:
    return rows.filter(Q(at__gt=key.at) | Q(at=key.at, pk__gt=key.pk), at__gte=key.at)
