"""Secret addresses of calendars."""

from datetime import datetime, timedelta

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.actions.calendars import make_calendar, revoke_calendar
from notifier.breaches.models import CalendarAddress
from notifier.breaches.queries.calendars import calendar_owner
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(now: datetime, by: Actor) -> User:
    return open_practice(at=now, by=by)[1]


def test_only_the_hash_of_the_secret_is_kept(user: User, now: datetime, by: Actor) -> None:
    secret = make_calendar(user=user, by=by, at=now)
    assert len(secret) >= 43
    row = CalendarAddress.objects.get()
    assert secret not in str(vars(row))
    assert calendar_owner(secret) == user
    assert secret.encode() not in b"".join(bytes(event.body) for event in Event.objects.all())


def test_a_new_address_takes_the_old_ones_place(user: User, now: datetime, by: Actor) -> None:
    first, second = (make_calendar(user=user, by=by, at=now + timedelta(hours=n)) for n in range(2))
    assert (calendar_owner(first), calendar_owner(second)) == (None, user)


def test_an_address_is_taken_back_once(user: User, now: datetime, by: Actor) -> None:
    secret = make_calendar(user=user, by=by, at=now)
    assert [revoke_calendar(user=user, by=by, at=now) for _ in range(2)] == [True, False]
    assert calendar_owner(secret) is None
    assert Event.objects.filter(kind="calendar.revoked").count() == 1
