"""The manifest's rows."""

from datetime import datetime
from io import BytesIO
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import make_print_run
from notifier.mailroom.queries import MadeOne, sheets
from notifier.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_every_piece_in_order_and_in_one_query(
    case: Case, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run = make_print_run(case=case, duplex=True, into=BytesIO(), by=by, at=now)
    with django_assert_num_queries(1):
        listed = list(sheets(run))
    assert [sheet.piece for sheet in listed] == [1, 2, 3]
    assert {s.reference for s in listed} == set(
        Notice.objects.filter(state="in_run").values_list("reference", flat=True)
    )


def test_a_key_holds_all_of_a_letter_and_sorts_as_the_post_does() -> None:
    zeroes, ones = UUID(int=0), UUID(int=2**128 - 1)
    made = [
        MadeOne(zeroes, ones, ("", "")),
        MadeOne(zeroes, zeroes, ("", "13001")),
        MadeOne(ones, zeroes, ("", "13001")),
        MadeOne(zeroes, zeroes, ("", "130012")),
        MadeOne(zeroes, zeroes, ("BELGIQUE", "")),
        MadeOne(zeroes, zeroes, ("BELGIQUE", "1000")),
        MadeOne(zeroes, zeroes, ("CÔTE D’IVOIRE", "É 1")),
        MadeOne(zeroes, zeroes, ("CÔTE D’IVOIRE LIBRE", "1")),
    ]
    assert [MadeOne.of_key(one.key()) for one in made] == made
    assert sorted(one.key() for one in reversed(made)) == [one.key() for one in made]
    assert made == sorted(made, key=lambda one: (one.order, one.notice))
