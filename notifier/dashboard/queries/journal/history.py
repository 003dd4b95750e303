"""Everything the log holds of one notice, found by its number or by the digest of its reference."""

import re
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Func, IntegerField, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.dashboard.queries.journal.wanted import Wanted
from notifier.delivery.models import Attempt
from notifier.notices.choices import State
from notifier.notices.rules.states import event_for

_STARTED = event_for(State.CLAIMED, State.SENDING)
# One event for a whole batch, whose notices are listed inside.
_BATCHES = (event_for(State.QUEUED, State.CLAIMED), event_for(State.CLAIMED, State.QUEUED))
_DIGEST = re.compile(r"[0-9a-f]{64}")


class _Place(Func):
    """Where in an event's bytes others begin, from 1; 0 where they do not occur."""

    function = "INSTR"
    output_field = IntegerField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function='pg_catalog."position"', **context)


def is_notice_key(text: str) -> bool:
    """Whether a text is a notice's number or a reference's digest."""
    return read_number(text) is not None or bool(_DIGEST.fullmatch(text))


def read_number(text: str) -> UUID | None:
    """A notice's or a case's number as it is written; None for anything else."""
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def notice_history(key: str, cases: Collection[UUID] | None) -> list[int]:
    """The numbers of its events, within those cases (None: any). Five queries at most.

    A digest is looked for in the bytes themselves: it stands in no column, so that the log alone shows a notice to who
    kept the paper, when everything else is gone.
    """
    notice = read_number(key) or _by_digest(key, cases)
    if notice is None:
        return []
    told = Event.objects.filter(subject=f"notice:{notice}")
    attempts = {read_event(bytes(event.body))["data"].get("attempt") for event in told.only("body")}
    attempts |= {str(pk) for pk in Attempt.objects.filter(notice=notice).values_list("pk", flat=True)}
    subjects = [f"notice:{notice}", *(f"attempt:{attempt}" for attempt in attempts if attempt)]
    found = dict(_within(cases).filter(subject__in=subjects).values_list("pk", "case_id"))
    own_cases = {case for case in found.values() if case}
    batches = _holding(_within(own_cases).filter(kind__in=_BATCHES), str(notice))
    return [*found, *batches.values_list("pk", flat=True)]


def _by_digest(digest: str, cases: Collection[UUID] | None) -> UUID | None:
    """The notice whose reference it is, from the first attempt that carries it."""
    started = _holding(_within(cases).filter(kind=_STARTED), f'"reference":"{digest}"').only("body").first()
    return read_number(read_event(bytes(started.body))["data"].get("notice", "")) if started else None


def _within(cases: Collection[UUID] | None) -> QuerySet[Event]:
    return Wanted(cases=cases).rows()


def _holding(events: QuerySet[Event], text: str) -> QuerySet[Event]:
    needle = Value(text.encode(), output_field=BinaryField())
    return events.alias(place=_Place("body", needle)).filter(place__gt=0)
