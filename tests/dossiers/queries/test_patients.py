"""One patient's page."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.queries.patients import Standing, person_of, planned_route, standing_of
from notifier.notices.choices import HoldReason, State
from notifier.rosters.actions import import_roster
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


def test_where_a_notice_stands(ended: Case, now: datetime, by: Actor) -> None:
    notice = ended.notices.get(state=State.HELD)
    held = notice.recipient
    assert standing_of(held) == Standing(State.HELD, now, notice=notice.pk)
    assert person_of(held).family_name == "Canari"


def test_before_any_notice_nothing_stands(now: datetime, by: Actor) -> None:
    case, owner = open_practice(number=3, at=now, by=by)
    import_roster(case=case, data=roster(emails=1), confirmed=frozenset(), user=owner, by=by, at=now)
    assert standing_of(case.patients.get()) == Standing(None, None)


def test_the_way_is_that_of_an_approval(ended: Case) -> None:
    for notice in ended.notices.all():
        route = planned_route(notice.recipient, 2026)
        assert (route.channel, route.hold) == (notice.channel, HoldReason(notice.hold_reason))
