from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions.calendars import make_calendar
from notifier.breaches.queries.calendars import calendar_made_at, calendar_owner
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


def test_a_secret_opens_its_persons_calendar_while_they_may_log_in(now: datetime, by: Actor) -> None:
    _, user = open_practice(at=now, by=by)
    assert calendar_made_at(user) is None
    secret = make_calendar(user=user, by=by, at=now)
    assert (calendar_made_at(user), calendar_owner(secret)) == (now, user)
    assert calendar_owner(secret[:-1]) is None
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert calendar_owner(secret) is None
