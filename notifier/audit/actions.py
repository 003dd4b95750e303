"""Writing events. Call these inside the transaction of the act they tell of."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from notifier.audit import keys
from notifier.audit.actors import Actor
from notifier.audit.canonical import event_bytes
from notifier.audit.copying import insert_values
from notifier.audit.models import Event
from notifier.lib.ids import uuid7


class NotInTransaction(RuntimeError):
    """An event must share the transaction of its act, or one could be written without the other."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What an event says: past tense with a dot, ids and codes only."""

    kind: str
    subject: str = ""
    case: UUID | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def record(fact: Fact, *, by: Actor, at: datetime) -> None:
    record_all([fact], by=by, at=at)


def record_all(facts: Iterable[Fact], *, by: Actor, at: datetime) -> None:
    """Write the events, in order, in one statement."""
    if not connection.in_atomic_block:
        raise NotInTransaction("an event was about to be written outside a transaction")
    actor = str(by)
    rows = [(uid, kind, at, actor, *others) for uid, kind, *others in event_rows(facts, by=by, at=at)]
    # No savepoint of its own: an act whose event fails fails as a whole.
    insert_values(Event, _COLUMNS, rows)


_COLUMNS = ("uid", "kind", "at", "actor", "case_id", "subject", "body", "seal")


class EventRow(NamedTuple):
    """What is written of one event, but for `at` and `actor`."""

    uid: UUID
    kind: str
    case: UUID | None
    subject: str
    body: bytes
    seal: bytes


def event_rows(facts: Iterable[Fact], *, by: Actor, at: datetime) -> list[EventRow]:
    """The events as rows, for a statement that writes them together with their act."""
    rows = []
    for fact in facts:
        # In the order of time, so that their index grows at its end.
        uid = uuid7(at, os.urandom(10))
        body = event_bytes(uid=uid, kind=fact.kind, at=at, by=by, case=fact.case, subject=fact.subject, data=fact.data)
        rows.append(EventRow(uid, fact.kind, fact.case, fact.subject, body, keys.seal(body)))
    return rows
