"""The clocks of a case as a page shows them."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions import give_late_reasons, record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case
from notifier.dossiers.queries.deadlines import ClockLine, deadlines_view
from notifier.law.deadlines.clock import Duty
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return open_practice(at=now, by=by)[0]


def line(case: Case, duty: Duty, at: datetime) -> ClockLine:
    return next(one for one in deadlines_view(case, at).lines if one.clock.duty is duty)


def test_a_clock_is_shown_with_its_mood(case: Case, now: datetime, by: Actor) -> None:
    assert line(case, Duty.AUTHORITY, now).mood == "waiting"
    assert line(case, Duty.AUTHORITY, now + 2.5 * DAY).mood == "attention"
    late = line(case, Duty.AUTHORITY, now + 5 * DAY)
    assert (late.mood, late.overdue > DAY, late.has_own_limit) == ("late", True, True)
    record_filing(case=case, filed_at=now + DAY, channel=FilingChannel.POST, receipt="", by=by, at=now + DAY)
    assert line(case, Duty.AUTHORITY, now + 5 * DAY).mood == "done"


def test_without_a_limit_a_duty_grows_old_and_is_never_late(case: Case, now: datetime) -> None:
    people = line(case, Duty.PEOPLE, now + 30 * DAY)
    assert (people.is_past_target, people.overdue, people.age) == (True, timedelta(), 30 * DAY)
    assert people.mood == "attention"


def test_reasons_are_owed_until_they_are_written(case: Case, now: datetime, by: Actor) -> None:
    assert not deadlines_view(case, now).owes_reasons
    late = now + 5 * DAY
    assert deadlines_view(case, late).owes_reasons
    give_late_reasons(case=case, text="Le serveur était saisi.", by=by, at=late)
    view = deadlines_view(case, late)
    assert (view.is_late, view.owes_reasons) == (True, False)
