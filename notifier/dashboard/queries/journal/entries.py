"""The rows of a page as a reader meets them: by day, in sentences, with who did it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils import timezone

from notifier.accounts.models import Organisation
from notifier.audit.canonical import read_event
from notifier.audit.models import Event, Leaf
from notifier.breaches.models import Case
from notifier.dashboard.choices import Group
from notifier.dashboard.queries.journal.pages import Rows, Turn, read_rows
from notifier.dashboard.queries.journal.wanted import Wanted
from notifier.dashboard.queries.stories import GROUPS, tell
from notifier.dashboard.queries.stories.who import people_named, who

_NOTICE, _ORGANISATION, _PERSON = "notice:", "organisation:", "user:"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event told. `notice` is the notice it is about, `about` names a person or an organisation it is about,
    `practice` the case's practice: "" where there is none. `place` counts from 0; None while it waits for one.
    """

    number: int
    uid: UUID
    at: datetime
    by: str
    text: str
    group: Group | None
    notice: str
    about: str
    case: UUID | None
    practice: str
    place: int | None


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """`older` and `newer` are the events beyond which the neighbouring pages begin; 0 where there is none."""

    days: list[Day]
    older: int
    newer: int


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the rows say nothing of themselves."""

    people: Mapping[str, str]
    organisations: Mapping[str, str]
    practices: Mapping[UUID | None, str]
    places: Mapping[int, int]


def journal_page(wanted: Wanted, turn: Turn, *, with_names: bool) -> JournalPage:
    """The same number of queries, at most six, for one event and for a million."""
    rows = read_rows(wanted, turn)
    beside = _beside(rows.events, with_names=with_names)
    entries = [_entry(event, beside) for event in rows.events]
    days = [Day(day, list(told)) for day, told in groupby(entries, lambda entry: timezone.localdate(entry.at))]
    return JournalPage(days, older=_older(rows), newer=_newer(rows))


def one_entry(event: Event, *, with_names: bool) -> Entry:
    """One event told as in a page of them."""
    return _entry(event, _beside([event], with_names=with_names))


def _entry(event: Event, beside: _Beside) -> Entry:
    data = read_event(bytes(event.body))["data"]
    return Entry(
        number=event.pk,
        uid=event.uid,
        at=event.at,
        by=who(event.actor, beside.people),
        text=tell(event.kind, data),
        group=GROUPS.get(event.kind),
        notice=_notice(event.subject, data),
        about=beside.people.get(event.subject) or beside.organisations.get(event.subject, ""),
        case=event.case_id,
        practice=beside.practices.get(event.case_id, ""),
        place=beside.places.get(event.pk),
    )


def _beside(events: Iterable[Event], *, with_names: bool) -> _Beside:
    events = list(events)
    subjects = {event.subject for event in events}
    actors = {event.actor for event in events}
    return _Beside(
        people=people_named(actors | subjects) if with_names else {},
        organisations=_organisations(subjects) if with_names else {},
        practices=_practices({event.case_id for event in events}),
        places=_places([event.pk for event in events]),
    )


def _organisations(subjects: Iterable[str]) -> dict[str, str]:
    ids = [int(subject.removeprefix(_ORGANISATION)) for subject in subjects if subject.startswith(_ORGANISATION)]
    found = Organisation.objects.filter(pk__in=ids).values_list("pk", "name")
    return {f"{_ORGANISATION}{pk}": name for pk, name in found}


def _practices(cases: Iterable[UUID | None]) -> dict[UUID | None, str]:
    found = Case.objects.filter(pk__in=[case for case in cases if case])
    return dict(found.values_list("pk", "controller__organisation__name"))


def _places(events: Iterable[int]) -> dict[int, int]:
    return dict(Leaf.objects.filter(event_id__in=events).values_list("event_id", "place"))


def _notice(subject: str, data: Mapping[str, Any]) -> str:
    return subject.removeprefix(_NOTICE) if subject.startswith(_NOTICE) else str(data.get("notice", ""))


def _older(rows: Rows) -> int:
    return rows.events[-1].pk if rows.has_older and rows.events else 0


def _newer(rows: Rows) -> int:
    return rows.events[0].pk if rows.has_newer and rows.events else 0
