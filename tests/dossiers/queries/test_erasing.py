"""What an erasure would take away."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.queries.erasing import Holdings, erasure_plan
from notifier.rosters.actions import import_roster, stage_roster
from tests.worlds import approved_case, roster

pytestmark = pytest.mark.django_db


def test_everything_that_goes_is_counted(ended: Case, decider: User, now: datetime, by: Actor) -> None:
    import_roster(case=ended, data=roster(emails=3), confirmed=frozenset(), user=decider, by=by, at=now)
    stage_roster(case=ended, data=roster(emails=9), by=by, at=now)
    plan = erasure_plan(ended)
    assert plan.holdings == Holdings(patients=5, letters=1, messages=2, uploads=1)
    assert (plan.untold, plan.held, plan.problems) == (1, 1, ())


def test_what_stands_against_it_is_named(now: datetime, by: Actor) -> None:
    assert erasure_plan(approved_case(emails=1, at=now, by=by)).problems == ("notices_moving",)
