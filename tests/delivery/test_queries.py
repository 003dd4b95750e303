"""What is left to do."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.queries import counts_by_state, due_channels, next_due
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_everyone_is_counted_once(case: Case, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        counts = counts_by_state()
    assert counts == {State.QUEUED: 4, State.HELD: 1}
    assert counts_by_state(uuid4()) == {}


def test_channels_with_work_are_named(case: Case, now: datetime) -> None:
    assert due_channels(now) == [Channel.EMAIL, Channel.LETTER]
    Notice.objects.filter(channel=Channel.EMAIL).update(due_at=now + timedelta(hours=1))
    assert due_channels(now, case.pk) == [Channel.LETTER]


def test_when_the_next_is_due(case: Case, now: datetime, by: Actor) -> None:
    assert next_due() == now
    Notice.objects.filter(state=State.QUEUED).update(state=State.SENT)
    assert next_due(case.pk) is None
