"""One event, down to its bytes."""

import json
from dataclasses import dataclass
from uuid import UUID

from notifier.accounts.models import User
from notifier.audit.models import Checkpoint, Event
from notifier.breaches.models import Case
from notifier.dashboard.queries.journal.entries import Entry, one_entry
from notifier.lib.merkle import leaf_hash


@dataclass(frozen=True, slots=True)
class EventView:
    """`raw` is the event exactly as it is kept, `pretty` the same on several lines, `leaf` its hash in the tree.
    `checkpoint` is the first one that covers it: None while none does.
    """

    entry: Entry
    kind: str
    subject: str
    raw: str
    pretty: str
    leaf: str
    checkpoint: Checkpoint | None

    @property
    def note(self) -> str:
        """The checkpoint as it is handed out."""
        return bytes(self.checkpoint.note).decode() if self.checkpoint else ""


def find_event(uid: UUID, user: User, *, reads_all: bool) -> Event | None:
    """The event, if it belongs to a case the user may see, or the user may read everything."""
    event = Event.objects.filter(uid=uid).first()
    if event is None or reads_all:
        return event
    return event if event.case_id and Case.objects.visible_to(user).filter(pk=event.case_id).exists() else None


def event_view(event: Event, *, with_names: bool) -> EventView:
    """A fixed number of queries."""
    body = bytes(event.body)
    entry = one_entry(event, with_names=with_names)
    return EventView(
        entry=entry,
        kind=event.kind,
        subject=event.subject,
        raw=body.decode(),
        pretty=json.dumps(json.loads(body), indent=2, ensure_ascii=False),
        leaf=leaf_hash(body).hex(),
        checkpoint=_covering(entry.place),
    )


def _covering(place: int | None) -> Checkpoint | None:
    return None if place is None else Checkpoint.objects.filter(size__gt=place).order_by("size").first()
