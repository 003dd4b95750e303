"""When it will be done, if it goes on as it went; honest where nobody can say."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.delivery.queries.pace import forecast, pace
from notifier.lib.ids import uuid7
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


def tried(case: Case, count: int, *, at: datetime, outcome: Outcome = Outcome.ACCEPTED, code: str = "250") -> None:
    """One attempt a second, the last at `at`."""
    notice = Notice.objects.filter(case=case).order_by("pk")[0]
    before = notice.attempts.count()
    for place in range(count):
        moment = at - timedelta(seconds=count - 1 - place)
        Attempt.objects.create(
            id=uuid7(moment, bytes([before + place] * 10)), notice=notice, number=before + place + 1, channel="email",
            started_at=moment, ended_at=moment, outcome=outcome, code=code,
        )  # fmt: skip


def test_what_is_left_ends_as_it_went(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    tried(case, 60, at=now)
    found = forecast(pace(now + timedelta(seconds=1)), [case.pk], left=600, target=now + timedelta(minutes=5))
    assert found.per_minute == 60
    assert found.ends_at == now + timedelta(seconds=1) + timedelta(minutes=10)
    assert found.is_after_target
    assert not forecast(pace(now), [case.pk], left=6, target=now + timedelta(minutes=5)).is_after_target


def test_a_pace_that_flags_is_seen_to_flag(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    tried(case, 60, at=now)
    later = forecast(pace(now + timedelta(minutes=5)), [case.pk], left=60)
    assert later.per_minute == 10


def test_nobody_can_say_without_a_pace(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    assert forecast(pace(now), [case.pk], left=10).ends_at is None
    tried(case, 4, at=now)
    assert forecast(pace(now), [case.pk], left=10).ends_at is None
    tried(case, 60, at=now - timedelta(hours=1))
    assert forecast(pace(now), [case.pk], left=10).ends_at is None


def test_each_case_has_its_own_and_a_board_the_sum(now: datetime, by: Actor) -> None:
    one, other = (approved_case(number=number, emails=1, at=now, by=by) for number in (1, 2))
    tried(one, 30, at=now)
    tried(other, 60, at=now)
    known = pace(now + timedelta(seconds=1))
    assert [forecast(known, [case.pk], left=9).per_minute for case in (one, other)] == [30, 60]
    assert forecast(known, [one.pk, other.pk], left=9).per_minute == 90


def test_the_latest_difficulty_is_named_and_no_other_case_s(now: datetime, by: Actor) -> None:
    one, other = (approved_case(number=number, emails=1, at=now, by=by) for number in (1, 2))
    tried(one, 2, at=now - timedelta(minutes=1), outcome=Outcome.REFUSED, code="550")
    tried(one, 2, at=now, outcome=Outcome.DEFERRED, code="451")
    known = pace(now)
    assert forecast(known, [one.pk], left=9).error == "451"
    assert forecast(known, [other.pk], left=9).error == ""
