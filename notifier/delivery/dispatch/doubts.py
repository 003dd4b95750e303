"""Settling what can be settled without a person: the relay's record first, then letters whose time has come.

The same code serves the workers' task and `manage.py resolve`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from notifier.audit.actors import Actor
from notifier.delivery.actions import settle_by_letter, settle_by_record
from notifier.delivery.choices import Way
from notifier.delivery.queries.doubts import Doubtful, doubtful, kept_requests, overdue
from notifier.delivery.rules import REPEATS_SAFELY, is_decisive, repeats_until, way_out
from notifier.notices.choices import State
from notifier.post.postfix_log import Record


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of one notice in doubt: the relay's record, None where its log is silent, and what comes of it."""

    doubtful: Doubtful
    record: Record | None
    way: Way


@dataclass(slots=True)
class Settled:
    """What became of how many."""

    by_record: Counter[State] = field(default_factory=Counter)
    by_repeat: int = 0
    by_letter: Counter[State] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.by_record.total() + self.by_repeat + self.by_letter.total()


def look(case: UUID | None, records: Mapping[str, Record], *, provider: str = "", at: datetime) -> list[Found]:
    """Everything in doubt, with its way out where `provider` carries our e-mail; changes nothing."""
    repeats = _repeats(case, provider)
    return [_found(one, records.get(one.message_id), repeats.get(one.notice), at) for one in doubtful(case)]


def settle_doubts(found: Iterable[Found], case: UUID | None, *, by: Actor, at: datetime) -> Settled:
    """Do what was found; each act in a transaction of its own."""
    settled = Settled()
    known = {one.doubtful.notice: one.record for one in found if one.way is Way.RELAY_RECORD and one.record}
    if known:
        settled.by_record = settle_by_record(records=known, by=by, at=at)
    settled.by_letter = send_letters(case, by=by, at=at)
    return settled


def send_letters(case: UUID | None, *, by: Actor, at: datetime) -> Counter[State]:
    """Let letters take the place of all that has been in doubt for longer than was approved."""
    sent: Counter[State] = Counter()
    for one in overdue(at, case):
        while moved := settle_by_letter(wording=one.wording, days=one.days, by=by, at=at):
            sent += moved
    return sent


def _repeats(case: UUID | None, provider: str) -> dict[UUID, datetime]:
    """Until when each may be repeated, of those that may."""
    if provider not in REPEATS_SAFELY:
        return {}
    ours = (one for one in kept_requests(case) if one.provider == provider)
    found = {one.doubtful.notice: repeats_until(one.provider, one.doubtful.code, one.started_at) for one in ours}
    return {notice: until for notice, until in found.items() if until}


def _found(one: Doubtful, record: Record | None, until: datetime | None, at: datetime) -> Found:
    has_record = record is not None and one.started_at is not None and is_decisive(record, one.started_at)
    way = way_out(has_record=has_record, repeats_until=until, since=one.since, days=one.days, at=at)
    return Found(one, record, way)
