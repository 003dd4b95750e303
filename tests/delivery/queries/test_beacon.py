"""The beacon burns until PostgreSQL crashes; on SQLite nothing can be lost, and nothing is asked."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.delivery.actions import sweep
from notifier.delivery.models import Beacon, Lighting
from notifier.delivery.queries import beacon

pytestmark = pytest.mark.django_db
ON_POSTGRESQL = pytest.mark.postgres


def test_asking_costs_one_query_at_most(
    now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sweep(by=by, at=now)
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 0):
        assert beacon() is not None


@ON_POSTGRESQL
def test_it_burns_only_where_both_say_the_same() -> None:
    assert beacon() is None
    token = uuid4()
    Lighting.objects.create(pk=1, token=token)
    assert beacon() is None
    Beacon.objects.create(token=uuid4())
    assert beacon() is None
    Beacon.objects.create(token=token)
    assert beacon() == token
