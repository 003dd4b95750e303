"""What a browser may keep."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.notices.actions import draft_wording
from notifier.rosters.actions import import_roster
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["case", "patients", "wording", "letter_pdf"])
def test_no_page_about_people_stays_in_a_browser(name: str, client: Client, now: datetime, by: Actor) -> None:
    case, user = open_practice(at=now, by=by)
    import_roster(case=case, data=roster(emails=1), confirmed=frozenset(), user=user, by=by, at=now)
    draft_wording(case=case, by=by, at=now)
    client.force_login(user)
    answer = client.get(reverse(name, args=[case.pk]))
    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
