"""Nothing more goes out of what is halted; what is being handed over finishes; the others go on."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen
from notifier.delivery.actions import (
    Finished,
    Start,
    claim_batch,
    halt,
    lift_halt,
    record_and_start,
    take_back_halted,
)
from notifier.delivery.choices import HaltKind, HaltReason, Outcome
from notifier.delivery.models import Halt
from notifier.delivery.policies import HaltRefused
from notifier.delivery.queries import due_channels, next_due
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
PAUSE = {"kind": HaltKind.PAUSE, "reason": HaltReason.TELEPHONE}


@pytest.fixture
def cases(now: datetime, by: Actor) -> list[Case]:
    return [approved_case(number=number, emails=2, at=now, by=by) for number in (1, 2)]


def claimed(at: datetime, by: Actor) -> set[object]:
    """The cases something can be claimed of."""
    found = set()
    while batch := claim_batch(channels=[Channel.EMAIL], size=10, case=None, by=by, at=at):
        found.add(batch.case)
    return found


def told(kind: str) -> dict[str, object]:
    data = read_event(bytes(Event.objects.get(kind=kind).body))["data"]
    assert isinstance(data, dict)
    return data


def test_claims_pass_over_a_halted_case(cases: list[Case], now: datetime, by: Actor) -> None:
    made = halt(case=cases[0], **PAUSE, by=by, at=now)  # type: ignore[arg-type]
    assert claimed(now, by) == {cases[1].pk}
    assert told("sending.halted") == {
        "scope": "case", "breach": None, "kind": "pause", "reason": "telephone", "until": None,
    }  # fmt: skip
    assert lift_halt(halt=made.pk, by=by, at=now + timedelta(hours=1)) is True
    assert lift_halt(halt=made.pk, by=by, at=now + timedelta(hours=1)) is False
    assert Event.objects.filter(kind="sending.resumed").count() == 1
    assert claimed(now + timedelta(hours=1), by) == {cases[0].pk}


def test_a_breach_and_everything_can_be_halted(cases: list[Case], now: datetime, by: Actor) -> None:
    """Each of the cases has a breach of its own."""
    of_breach = halt(breach=cases[1].breach, **PAUSE, by=by, at=now)  # type: ignore[arg-type]
    everything = halt(kind=HaltKind.STOP, reason=HaltReason.RELAY, by=by, at=now)
    assert claimed(now, by) == set()
    assert due_channels(now) == []
    lift_halt(halt=everything.pk, by=by, at=now)
    assert due_channels(now) == [Channel.EMAIL]
    assert claimed(now, by) == {cases[0].pk}
    lift_halt(halt=of_breach.pk, by=by, at=now)
    assert claimed(now, by) == {cases[1].pk}


def test_a_pause_ends_by_itself(cases: list[Case], now: datetime, by: Actor) -> None:
    halt(case=cases[0], **PAUSE, until=now + timedelta(hours=1), by=by, at=now)  # type: ignore[arg-type]
    assert claimed(now, by) == {cases[1].pk}
    assert claimed(now + timedelta(hours=1), by) == {cases[0].pk}


def test_what_is_being_handed_over_finishes_and_what_was_only_claimed_goes_back(
    cases: list[Case], now: datetime, by: Actor
) -> None:
    batch = claim_batch(channels=[Channel.EMAIL], size=10, case=cases[0].pk, by=by, at=now)
    assert batch is not None
    first, second = (Start(uuid4(), pk, batch.case, batch.token, batch.channel, None, "digest") for pk in batch.notices)
    assert record_and_start(finished=None, start=first, by=by, at=now)
    halt(case=cases[0], **PAUSE, by=by, at=now)  # type: ignore[arg-type]
    assert record_and_start(finished=Finished(first, Outcome.ACCEPTED, "250"), start=second, by=by, at=now) is False
    states = dict(Notice.objects.filter(case=cases[0]).values_list("pk", "state"))
    assert states == {first.notice: State.SENT, second.notice: State.QUEUED}
    assert told("notices.unclaimed")["notices"] == [str(second.notice)]


def test_a_claim_made_while_somebody_halts_is_taken_back(cases: list[Case], now: datetime, by: Actor) -> None:
    claim_batch(channels=[Channel.EMAIL], size=10, case=cases[0].pk, by=by, at=now)
    assert take_back_halted(by=by, at=now) == 0
    Halt.objects.create(case=cases[0], **PAUSE, begun_at=now, begun_by=str(by))
    assert take_back_halted(by=by, at=now) == 2
    assert set(Notice.objects.values_list("state", flat=True)) == {State.QUEUED}


def test_saying_it_twice_adds_nothing(cases: list[Case], now: datetime, by: Actor) -> None:
    one, other = (halt(case=cases[0], **PAUSE, by=by, at=now) for _ in range(2))  # type: ignore[arg-type]
    assert one == other
    assert Event.objects.filter(kind="sending.halted").count() == 1


def test_what_is_halted_is_not_waited_for(cases: list[Case], now: datetime, by: Actor) -> None:
    halt(case=cases[0], **PAUSE, by=by, at=now)  # type: ignore[arg-type]
    assert next_due(cases[0].pk, at=now) is None
    assert next_due(cases[0].pk) == now
    assert next_due(cases[1].pk, at=now) == now


def test_a_closed_case_and_an_impossible_pause_are_refused(cases: list[Case], now: datetime, by: Actor) -> None:
    with pytest.raises(HaltRefused):
        halt(case=cases[1], **PAUSE, until=now, by=by, at=now)  # type: ignore[arg-type]
    Case.objects.filter(pk=cases[0].pk).update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        halt(case=cases[0], **PAUSE, by=by, at=now)  # type: ignore[arg-type]
    assert not Halt.objects.exists()
