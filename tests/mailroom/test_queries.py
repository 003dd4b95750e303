"""The manifest's rows."""

from datetime import datetime
from io import BytesIO

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import make_print_run
from notifier.mailroom.queries import sheets
from notifier.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_every_piece_in_order_and_in_one_query(
    case: Case, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run = make_print_run(case=case, duplex=True, into=BytesIO(), by=by, at=now)
    with django_assert_num_queries(1):
        listed = sheets(run)
    assert [sheet.piece for sheet in listed] == [1, 2, 3]
    assert {s.reference for s in listed} == set(
        Notice.objects.filter(state="in_run").values_list("reference", flat=True)
    )
