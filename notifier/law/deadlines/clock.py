"""One shape for every clock of the law: since when, until when, by which reading, and what stops it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from notifier.law.deadlines.periods import instant
from notifier.law.words import Words


class Duty(StrEnum):
    """What is owed."""

    PROCESSOR_NOTICE = "processor_notice"
    AUTHORITY = "authority"
    COMPLEMENT = "complement"
    PEOPLE = "people"
    DRAFT = "draft"
    REPLY = "reply"
    PROVIDER_ERASURE = "provider_erasure"
    REGISTER = "register"


# What is owed after a case is closed: its other duties ended with it.
AFTER_CLOSING = frozenset({Duty.REPLY, Duty.PROVIDER_ERASURE})


class Stop(StrEnum):
    """The one act that stops a clock; nothing else does, least of all an export."""

    CONTROLLER_TOLD = "controller_told"
    FILED = "filed"
    FILING_COMPLETED = "filing_completed"
    PEOPLE_TOLD = "people_told"
    WORDING_APPROVED = "wording_approved"
    REPLIED = "replied"
    ERASURE_CONFIRMED = "erasure_confirmed"
    ENTRY_ERASED = "entry_erased"


class State(StrEnum):
    """How a clock stands at a moment."""

    WAITING = "waiting"
    SOON = "soon"
    LATE = "late"
    STOPPED = "stopped"
    STOPPED_LATE = "stopped_late"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to compute the end. A disputed one is shown as such and never decides whether something is late."""

    code: str
    ends_at: datetime
    label: Words
    source: str
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A duty that runs. `target` is what to aim at; `limit` is what law or contract sets, None where neither does.

    Without a limit a clock is never late, only old: no figure is made up. Moments are compared as instants.
    """

    id: str
    duty: Duty
    article: str
    starts_at: datetime
    target: datetime | None
    limit: datetime | None
    stops_with: Stop
    readings: tuple[Reading, ...] = ()
    stopped_at: datetime | None = None
    warns_before: timedelta = timedelta(hours=24)
    wants_reasons: bool = False

    def is_stopped(self, at: datetime) -> bool:
        """Whether the act had been done by then; one recorded for later does not stop anything yet."""
        return self.stopped_at is not None and instant(self.stopped_at) <= instant(at)

    def is_late(self, at: datetime) -> bool:
        """Whether the limit had passed, at that moment or when the clock stopped before it."""
        measured = self.stopped_at if self.stopped_at is not None and self.is_stopped(at) else at
        return self.limit is not None and instant(measured) > instant(self.limit)

    def state(self, at: datetime) -> State:
        """Where the clock stands at a moment."""
        if self.is_stopped(at):
            return State.STOPPED_LATE if self.is_late(at) else State.STOPPED
        if self.is_late(at):
            return State.LATE
        return State.SOON if self._is_near(at) else State.WAITING

    def needs_reasons(self, at: datetime) -> bool:
        """Whether the delay must be explained in writing (GDPR Article 33(1), second sentence)."""
        return self.wants_reasons and self.is_late(at)

    def age(self, at: datetime) -> timedelta:
        """How long the duty has run, or ran until it was done; never negative."""
        ended = self.stopped_at if self.stopped_at is not None and self.is_stopped(at) else at
        return max(timedelta(), instant(ended) - instant(self.starts_at))

    def left(self, at: datetime) -> timedelta | None:
        """The time until the target, nought once it has passed; None where there is nothing to count towards."""
        return None if self.target is None else max(timedelta(), instant(self.target) - instant(at))

    def _is_near(self, at: datetime) -> bool:
        end = self.target or self.limit
        return end is not None and instant(at) >= instant(end) - self.warns_before
