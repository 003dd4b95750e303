"""Whether everyone is accounted for: what the events of a case say there must be, against what there is.

Three sums, each from other sources than the one before: whom the lists named, who is owed a notice, where the notices
stand. A notice that waits or is in a worker's hands moves many times a minute and is one place here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from notifier.notices.choices import State
from notifier.notices.rules.states import BY_LETTER, EVENTS, MOVING

IN_THE_OUTBOX = "moving"


class Kind(StrEnum):
    """What does not add up."""

    LISTS = "lists"
    PATIENTS = "patients"
    NOTICES = "notices"
    FOLLOW_UPS = "follow_ups"
    EVERYONE = "everyone"
    STATE = "state"
    ATTEMPTS = "attempts"
    EVENT_UNREADABLE = "event_unreadable"
    NOTICE_AGAINST_EVENTS = "notice_against_events"
    NOTICE_AGAINST_ATTEMPTS = "notice_against_attempts"


@dataclass(frozen=True, slots=True)
class Difference:
    """How many there should be and how many there are; `place` is a state or IN_THE_OUTBOX where one is meant."""

    kind: Kind
    expected: int
    found: int
    place: str = ""

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Said:
    """What the events of a case say. `accepted` are the rows taken in, without those merged into others; `erased` the
    patients erased one by one, `erased_unowed` those of them whom nobody owed a notice. `owed` is where the notices
    began, `kinds` counts events, `told_from` those whose change depends on what they were before.
    """

    accepted: int
    erased: int
    erased_unowed: int
    owed: Mapping[str, int]
    kinds: Mapping[str, int]
    told_from: Mapping[tuple[str, str], int]
    unreadable: int = 0
    # Of those owed, further notices to who has one: they add nobody.
    follow_ups: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What there is in the tables. `listed` is what the rosters' own rows say was accepted, `unowed` are patients
    without a notice; `patients` is None once the case is being erased.
    """

    listed: int
    patients: int | None
    unowed: int
    states: Mapping[State, int]
    attempts: int
    # Of the notices in `states`, those after the first.
    follow_ups: int = 0


def place(state: State) -> str:
    return IN_THE_OUTBOX if state in MOVING else state.value


def _changes() -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for (old, new), kind in (*EVENTS.items(), *BY_LETTER.items()):
        found.setdefault(kind, set()).add((place(old), place(new)))
    return found


_CHANGES = _changes()
# Of these the event itself says what the notice was (`from`).
ASKED_FROM = frozenset(kind for kind, ways in _CHANGES.items() if len(ways) > 1)
# Events about one notice that say where it stands afterwards.
LEADS_TO = {
    kind: next(iter(ends))
    for kind in (*EVENTS.values(), *BY_LETTER.values())
    if len(ends := {new for _, new in _CHANGES[kind]}) == 1
}


def is_from(kind: str, said: str) -> bool:
    """Whether an event of this kind may come after that state."""
    return said in set(State) and any(old == place(State(said)) for old, _ in _CHANGES[kind])


def places(said: Said) -> Counter[str]:
    """Where the notices of the case must stand, by what happened to them."""
    found: Counter[str] = Counter()
    for state, count in said.owed.items():
        found[place(State(state))] += count
    for kind, count in said.kinds.items():
        if kind in _CHANGES and kind not in ASKED_FROM:
            ((old, new),) = _CHANGES[kind]
            found[old] -= count
            found[new] += count
    for (kind, before), count in said.told_from.items():
        found[place(State(before))] -= count
        found[LEADS_TO[kind]] += count
    return found


def differences(said: Said, counted: Counted) -> tuple[Difference, ...]:
    """Everything that does not add up, the widest sum first."""
    notices = sum(counted.states.values()) - counted.follow_ups
    pairs = [(Kind.LISTS, said.accepted, counted.listed)]
    if counted.patients is not None:
        reached = notices + counted.unowed + said.erased_unowed
        pairs += [
            (Kind.PATIENTS, said.accepted - said.erased, counted.patients),
            (Kind.EVERYONE, said.accepted, reached),
        ]
    pairs += [
        (Kind.NOTICES, sum(said.owed.values()) - said.follow_ups, notices),
        (Kind.FOLLOW_UPS, said.follow_ups, counted.follow_ups),
        (Kind.FOLLOW_UPS, said.follow_ups, said.kinds.get("follow_up.owed", 0)),
        (Kind.ATTEMPTS, said.kinds.get("attempt.started", 0), counted.attempts),
        (Kind.EVENT_UNREADABLE, 0, said.unreadable),
    ]
    found = [Difference(kind, expected, there) for kind, expected, there in pairs if expected != there]
    return (*found, *_by_place(places(said), counted.states))


def _by_place(expected: Mapping[str, int], states: Mapping[State, int]) -> Iterable[Difference]:
    there: Counter[str] = Counter()
    for state, count in states.items():
        there[place(state)] += count
    for where in sorted({*expected, *there}):
        if expected.get(where, 0) != there[where]:
            yield Difference(Kind.STATE, expected.get(where, 0), there[where], where)
