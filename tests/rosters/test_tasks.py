"""Uploads nobody decided on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.rosters.actions import stage_roster
from notifier.rosters.models import StagedRoster
from notifier.rosters.tasks import discard_stale_uploads

pytestmark = pytest.mark.django_db


def test_an_upload_is_thrown_away_after_a_day(practice: tuple[Case, User], by: Actor) -> None:
    case, user = practice
    now = timezone.now()
    data = "nom;prénom;courriel\nCanari;Zoé;zoe@example.org\n".encode()
    for hours in (25, 23):
        stage_roster(case=case, data=data, user=user, by=by, at=now - timedelta(hours=hours))
    discard_stale_uploads(case="1")
    assert StagedRoster.objects.get().uploaded_at == now - timedelta(hours=23)
    assert Event.objects.get(kind="roster.discarded").actor == "worker:uploads"
