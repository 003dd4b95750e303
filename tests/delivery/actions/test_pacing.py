"""What the controller sets, and what it does to claims."""

from collections import Counter
from datetime import datetime, time, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen
from notifier.delivery.actions import claim_batch, release_batch, set_pace, sweep
from notifier.delivery.models import CasePace, Turn, Window
from notifier.delivery.policies import PaceRefused
from notifier.delivery.queries import due_channels
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.delivery.pacing import FIRST, OTHER, SECOND, paced_case
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
BOTH = [Channel.EMAIL, Channel.LETTER]


@pytest.fixture
def two(now: datetime, by: Actor) -> Case:
    """Seven patients of one physician, three of the other, all due."""
    return paced_case({(FIRST, OTHER): 7, (SECOND, OTHER): 3}, at=now, by=by)


def claimed(at: datetime, by: Actor, *, size: int = 100) -> Counter[str]:
    """By physician, all that can be claimed then."""
    found: Counter[str] = Counter()
    while batch := claim_batch(channels=BOTH, size=size, case=None, by=by, at=at):
        rows = Notice.objects.filter(pk__in=batch.notices)
        found.update(rows.values_list("patient__physician__rpps", flat=True))
    return found


def sent(at: datetime) -> None:
    """What was claimed has left."""
    Notice.objects.filter(state=State.CLAIMED).update(state=State.SENT, token=None, lease_until=None, changed_at=at)


def test_each_physician_has_a_wave_a_day(two: Case, now: datetime, by: Actor) -> None:
    assert set_pace(case=two, per_day=3, by=by, at=now)
    assert claimed(now, by) == {FIRST: 3, SECOND: 3}
    sent(now)
    assert claimed(now + timedelta(hours=2), by) == {}
    assert claimed(now + timedelta(days=1), by) == {FIRST: 3}
    sent(now)
    assert claimed(now + timedelta(days=2), by) == {FIRST: 1}


def test_what_waits_stays_queued_and_due(two: Case, now: datetime, by: Actor) -> None:
    set_pace(case=two, per_day=3, by=by, at=now)
    claimed(now, by)
    waiting = Notice.objects.filter(state=State.QUEUED)
    assert waiting.count() == 4
    assert not waiting.exclude(due_at=now).exists()


def test_small_batches_keep_to_the_limit_too(two: Case, now: datetime, by: Actor) -> None:
    set_pace(case=two, per_day=3, by=by, at=now)
    assert claimed(now, by, size=2) == {FIRST: 3, SECOND: 3}


def test_a_wave_ends_at_the_practice_s_own_midnight(two: Case, now: datetime, by: Actor) -> None:
    """On Réunion the day begins three hours before Paris's, in March."""
    two.controller.postcode = "97400"
    two.controller.save(update_fields=["postcode"])
    set_pace(case=two, per_day=3, by=by, at=now)
    claimed(now, by)
    sent(now)
    assert claimed(now.replace(hour=19, minute=59), by) == {}
    assert claimed(now.replace(hour=20, minute=10), by) == {FIRST: 3}


def test_nothing_goes_in_the_quiet_hours_and_all_goes_after(two: Case, now: datetime, by: Actor) -> None:
    set_pace(case=two, per_day=None, quiet_from=time(20), quiet_until=time(8), by=by, at=now)
    night = now.replace(hour=20)  # 21 o'clock in Paris
    assert claimed(night, by) == {}
    assert due_channels(night) == []
    assert claimed(now.replace(hour=6, minute=59) + timedelta(days=1), by) == {}
    assert claimed(now.replace(hour=7, minute=0) + timedelta(days=1), by) == {FIRST: 7, SECOND: 3}


def test_letters_are_made_at_night_and_beyond_the_waves(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, letters=3, at=now, by=by)
    set_pace(case=case, per_day=1, quiet_from=time(20), quiet_until=time(8), by=by, at=now)
    batch = claim_batch(channels=BOTH, size=9, case=None, by=by, at=now.replace(hour=22))
    assert batch is not None
    assert (batch.channel, len(batch.notices)) == (Channel.LETTER, 3)


def test_a_case_that_waits_holds_up_no_other(two: Case, now: datetime, by: Actor) -> None:
    set_pace(case=two, per_day=1, by=by, at=now)
    assert claimed(now, by) == {FIRST: 1, SECOND: 1}
    approved_case(number=2, emails=4, at=now, by=by)
    assert claimed(now + timedelta(seconds=1), by).total() == 4


def test_more_cases_wait_than_a_claim_looks_at_and_the_next_one_goes(
    now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifier.delivery.queries.outbox._TURNS", 2)
    for number in range(1, 5):
        case = approved_case(number=number, emails=2, at=now - timedelta(hours=1), by=by)
        set_pace(case=case, per_day=1, by=by, at=now)
    assert claimed(now, by).total() == 4
    approved_case(number=9, emails=3, at=now, by=by)
    later = now + timedelta(minutes=30)
    found = sum(claimed(later + timedelta(seconds=n), by).total() for n in range(3))
    assert found == 3


def test_what_left_before_the_limit_was_set_counts_too(two: Case, now: datetime, by: Actor) -> None:
    batch = claim_batch(channels=BOTH, size=8, case=None, by=by, at=now)
    assert batch is not None
    before = Counter(Notice.objects.filter(pk__in=batch.notices).values_list("patient__physician__rpps", flat=True))
    set_pace(case=two, per_day=8, by=by, at=now)
    assert claimed(now, by) == Counter({FIRST: 7, SECOND: 3}) - before
    counts = dict(Window.objects.values_list("key", "used"))
    assert sorted(counts.values()) == [3, 7]


def test_giving_back_gives_back_the_share(two: Case, now: datetime, by: Actor) -> None:
    set_pace(case=two, per_day=2, by=by, at=now)
    batch = claim_batch(channels=BOTH, size=10, case=None, by=by, at=now)
    assert batch is not None
    assert len(batch.notices) == 4
    Notice.objects.filter(pk=batch.notices[0]).update(state=State.SENDING)
    assert claimed(now, by) == {}
    assert release_batch(batch=batch, by=by, at=now + timedelta(seconds=5)) == 3
    assert sum(Window.objects.values_list("used", flat=True)) == 1
    assert claimed(now + timedelta(seconds=5), by).total() == 3


def test_the_share_of_a_killed_worker_comes_back_with_its_claims(two: Case, now: datetime, by: Actor) -> None:
    set_pace(case=two, per_day=2, by=by, at=now)
    assert claimed(now, by).total() == 4
    later = now + LEASE + timedelta(seconds=1)
    assert sweep(by=by, at=later).unclaimed == 4
    assert claimed(later, by) == {FIRST: 2, SECOND: 2}


def test_a_share_is_given_back_to_the_day_it_was_taken_from(two: Case, now: datetime, by: Actor) -> None:
    set_pace(case=two, per_day=2, by=by, at=now)
    night = now.replace(hour=22, minute=59, second=30)  # half a minute before midnight in Paris
    assert claimed(night, by).total() == 4
    later = night + LEASE + timedelta(seconds=1)
    sweep(by=by, at=later)
    assert claimed(later, by) == {FIRST: 2, SECOND: 2}
    assert dict(Window.objects.values_list("begins_at", "used")) == {
        now.replace(day=3, hour=23, minute=0): 0,
        now.replace(hour=23, minute=0): 2,
    }


def test_raising_the_limit_lets_the_next_ones_go_at_once(two: Case, now: datetime, by: Actor) -> None:
    set_pace(case=two, per_day=2, by=by, at=now)
    assert claimed(now, by).total() == 4
    assert claimed(now, by).total() == 0
    assert Turn.objects.filter(rests_until__gt=now).count() == 1
    set_pace(case=two, per_day=5, by=by, at=now)
    assert claimed(now, by) == {FIRST: 3, SECOND: 1}
    set_pace(case=two, per_day=None, by=by, at=now)
    assert claimed(now, by) == {FIRST: 2}


def test_it_leaves_one_event_with_what_was_set_and_by_whom(two: Case, now: datetime, by: Actor) -> None:
    assert set_pace(case=two, per_day=200, quiet_from=time(20), quiet_until=time(8), by=by, at=now)
    assert not set_pace(case=two, per_day=200, quiet_from=time(20), quiet_until=time(8), by=by, at=now)
    event = read_event(bytes(Event.objects.get(kind="sending.paced").body))
    assert event["data"] == {"per_day": 200, "quiet_from": "20:00:00", "quiet_until": "08:00:00"}
    assert CasePace.objects.get().set_by == str(by)


def test_without_any_pace_there_is_nothing_to_set(two: Case, now: datetime, by: Actor) -> None:
    assert not set_pace(case=two, per_day=None, by=by, at=now)
    assert not CasePace.objects.exists()


@pytest.mark.parametrize(
    ("pace", "code"),
    [
        ({"per_day": 0}, "no_such_number"),
        ({"per_day": -1}, "no_such_number"),
        ({"per_day": 10**7}, "no_such_number"),
        ({"per_day": None, "quiet_from": time(20)}, "half_a_night"),
        ({"per_day": None, "quiet_from": time(8), "quiet_until": time(8)}, "no_day_left"),
        ({"per_day": None, "quiet_from": time(8), "quiet_until": time(7)}, "no_day_left"),
    ],
)
def test_what_nobody_could_be_told_at_is_refused(
    two: Case, now: datetime, by: Actor, pace: dict[str, object], code: str
) -> None:
    with pytest.raises(PaceRefused) as refused:
        set_pace(case=two, **pace, by=by, at=now)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not CasePace.objects.exists()


def test_a_closed_case_has_no_pace(two: Case, now: datetime, by: Actor) -> None:
    Case.objects.update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        set_pace(case=two, per_day=5, by=by, at=now)
