"""A notice that was sent, and a patients' page that has been asked nothing yet."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from notifier.audit.actors import Actor
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.worlds import approved_case


@pytest.fixture(autouse=True)
def fresh(client: Client) -> Iterator[None]:
    cache.clear()
    client.cookies["django_language"] = "fr"
    yield
    cache.clear()


@pytest.fixture
def notice(now: datetime, by: Actor) -> Notice:
    approved_case(emails=1, letters=0, held=0, at=now, by=by)
    Notice.objects.update(state=State.SENT, changed_at=now)
    return Notice.objects.get()
