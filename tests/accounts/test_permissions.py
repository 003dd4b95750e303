"""Who is asking."""

from datetime import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from notifier.accounts.actions import create_user
from notifier.accounts.permissions import current_user
from notifier.audit.actors import Actor


def test_a_stranger_is_nobody(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        current_user(request)


@pytest.mark.django_db
def test_a_person_is_themselves(rf: RequestFactory, now: datetime, by: Actor) -> None:
    request = rf.get("/")
    request.user = create_user(email="a@example.org", name="A", password=None, by=by, at=now)
    assert current_user(request) == request.user
