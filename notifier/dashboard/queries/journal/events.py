"""One event, down to its bytes."""

import json
from dataclasses import dataclass
from uuid import UUID

from notifier.accounts.models import User
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dashboard.queries.journal.entries import Entry, one_entry
from notifier.lib.merkle import leaf_hash


@dataclass(frozen=True, slots=True)
class EventView:
    """`raw` is the event exactly as it is kept, `pretty` the same on several lines, `leaf` its hash in the tree."""

    entry: Entry
    kind: str
    subject: str
    raw: str
    pretty: str
    leaf: str


def find_event(uid: UUID, user: User, *, reads_all: bool) -> Event | None:
    """The event, if it belongs to a case the user may see, or the user may read everything."""
    event = Event.objects.filter(uid=uid).first()
    if event is None or reads_all:
        return event
    return event if event.case_id and Case.objects.visible_to(user).filter(pk=event.case_id).exists() else None


def event_view(event: Event, *, with_names: bool) -> EventView:
    """A fixed number of queries."""
    body = bytes(event.body)
    return EventView(
        entry=one_entry(event, with_names=with_names),
        kind=event.kind,
        subject=event.subject,
        raw=body.decode(),
        pretty=json.dumps(json.loads(body), indent=2, ensure_ascii=False),
        leaf=leaf_hash(body).hex(),
    )
