"""What goes by itself within days."""

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions.clearing import clear_brief
from notifier.rosters.actions import stage_roster
from notifier.rosters.models import StagedRoster
from tests.dossiers.endings import told
from tests.worlds import roster

pytestmark = pytest.mark.django_db
KEEP = timedelta(days=3)


def test_old_uploads_and_expired_sessions_go(ended: Case, now: datetime, by: Actor) -> None:
    stage_roster(case=ended, data=roster(emails=1), by=by, at=now - timedelta(days=4))
    fresh = stage_roster(case=ended, data=roster(emails=1), by=by, at=now - timedelta(days=2))
    for number in (-1, 1):
        Session.objects.create(session_key=f"k{number}", session_data="", expire_date=now + timedelta(hours=number))

    assert clear_brief(keep=KEEP, by=by, at=now) == (1, 1)
    assert StagedRoster.objects.get().pk == fresh.pk
    assert Session.objects.get().session_key == "k1"
    assert len(told("roster.discarded")) == 1
    assert told("sessions.cleared") == [{"count": 1}]


def test_nothing_to_clear_is_not_told(now: datetime, by: Actor) -> None:
    assert clear_brief(keep=KEEP, by=by, at=now) == (0, 0)
    assert told("sessions.cleared") == []
