"""What the page of the pace shows."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import claim_batch, set_pace
from notifier.delivery.queries.waves import waves
from notifier.delivery.rules import waves as rules
from notifier.notices.choices import Channel
from tests.delivery.pacing import FIRST, OTHER, SECOND, paced_case, roster_of

pytestmark = pytest.mark.django_db


def rows(case: Case, at: datetime) -> dict[str, tuple[int, int]]:
    return {wave.physician.rpps: (wave.left, wave.today) for wave in waves(case, at).waves}


def test_each_physician_has_a_line(now: datetime, by: Actor) -> None:
    case = paced_case({(FIRST, OTHER): 4, (SECOND, OTHER): 2}, at=now, by=by)
    assert rows(case, now) == {FIRST: (4, 0), SECOND: (2, 0)}
    set_pace(case=case, per_day=3, by=by, at=now)
    while claim_batch(channels=[Channel.EMAIL], size=9, case=None, by=by, at=now):
        pass
    # Who had the last of theirs today is still there.
    assert rows(case, now) == {FIRST: (1, 3), SECOND: (0, 2)}
    assert rows(case, now + timedelta(days=1)) == {FIRST: (1, 0)}


def test_before_the_approval_those_count_who_will_be_written_to(now: datetime, by: Actor) -> None:
    case, _user = roster_of({(FIRST, OTHER): 4, (SECOND, OTHER): 2}, at=now, by=by)
    assert rows(case, now) == {FIRST: (4, 0), SECOND: (2, 0)}


def test_what_is_proposed_ends_by_the_target(now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MANY", 3)
    case = paced_case({(FIRST, OTHER): 8}, at=now, by=by)
    found = waves(case, now)
    assert found.proposed == 3
    assert found.ends_at is not None
    assert found.target is not None
    assert now < found.ends_at < found.target
    set_pace(case=case, per_day=4, by=by, at=now)
    assert waves(case, now).proposed is None


def test_it_costs_the_same_for_few_and_for_many(now: datetime, by: Actor) -> None:
    costs = []
    for number, count in ((1, 2), (2, 40)):
        case = paced_case({(FIRST, OTHER): count, (SECOND, OTHER): count}, at=now, by=by, number=number)
        set_pace(case=case, per_day=1, by=by, at=now)
        case = Case.objects.select_related("controller").get(pk=case.pk)
        with CaptureQueriesContext(connection) as queries:
            waves(case, now)
        costs.append(len(queries))
    assert costs[0] == costs[1]
