"""What a verification says."""

from dataclasses import dataclass, field

from notifier.lib.merkle import EMPTY_ROOT

# Code of a finding -> what it means. Where one thing was changed, more than one finding may follow from it.
CODES = {
    "trigger_missing": "a trigger that guards the log is gone or was changed",
    "key_history_broken": "the events about the log's keys do not follow from one another",
    "key_unknown": "none of the log's keys is the one expected",
    "event_missing": "an event is gone",
    "event_changed": "an event is not the one that was given this place",
    "column_changed": "a column of an event does not repeat what its bytes say",
    "event_forged": "an event was written without the log's key",
    "event_unplaced": "an event stands outside the tree and does not wait for a place",
    "place_missing": "a place in the tree is empty",
    "tile_changed": "a stored part of the tree is not what the events give",
    "tile_unknown": "a stored part of the tree belongs to no event",
    "checkpoint_refused": "a stored checkpoint is unreadable or not signed by the log's key",
    "checkpoint_changed": "a stored checkpoint's columns do not repeat its text",
    "checkpoint_differs": "a stored checkpoint was signed over other events",
    "checkpoint_ahead": "a stored checkpoint covers events that are not there",
    "older_checkpoint_refused": "the checkpoint given is unreadable or not signed by the log's key",
    "older_checkpoint_differs": "the checkpoint given was signed over other events: the log was rewritten",
    "older_checkpoint_ahead": "the checkpoint given covers events that are not there: the log was rolled back",
    "time_stamp_differs": "a time stamp is not about its checkpoint, or not by its authority",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold. `code` is one of CODES; `place` counts from 0 in the tree, `event` is its id."""

    code: str
    place: int | None = None
    event: str = ""
    detail: str = ""

    def __str__(self) -> str:
        where = [f"place {self.place}"] if self.place is not None else []
        where += [part for part in (self.event and f"event {self.event}", self.detail) if part]
        return f"{self.code}: {CODES[self.code]}" + (f" ({', '.join(where)})" if where else "")


@dataclass(slots=True)
class Verdict:
    """The log as verified: how many events have a place, how many wait for one, and everything that does not hold."""

    size: int = 0
    waiting: int = 0
    checkpoints: int = 0
    signed: int = 0
    root: bytes = EMPTY_ROOT
    keys: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.findings

    def add(self, code: str, place: int | None = None, *, event: object = "", detail: object = "") -> None:
        self.findings.append(Finding(code, place, str(event), str(detail)))
