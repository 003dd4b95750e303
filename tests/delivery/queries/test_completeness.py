"""The sums of a case; what is changed behind our back is tried in dispatch/test_completeness.py."""

from datetime import datetime

import pytest
from django.db import connection, transaction

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions.accounting import note_completeness
from notifier.delivery.queries.completeness import account, incomplete, last_checked, one_moment, to_check
from notifier.notices.choices import State
from notifier.notices.rules.accounting import Difference, Kind
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


def test_the_sums_of_a_case(case: Case) -> None:
    found = account(case)
    assert (found.said.accepted, found.counted.patients, found.awaiting, found.excepted) == (5, 5, 0, 0)
    assert found.counted.states == {State.QUEUED: 4, State.HELD: 1}
    assert found.differences == ()


def test_closed_cases_are_asked_for_only_where_everything_is(now: datetime, by: Actor) -> None:
    one, other = (approved_case(number=number, emails=1, at=now, by=by) for number in (1, 2))
    Case.objects.filter(pk=one.pk).update(closed_at=now)
    assert list(to_check(None, everything=False)) == [other]
    assert set(to_check(None, everything=True)) == {one, other}
    assert list(to_check(one.pk, everything=False)) == [one]


def test_what_did_not_add_up_is_found_for_the_pages(case: Case, now: datetime, by: Actor) -> None:
    assert incomplete([case.pk]) == {}
    assert last_checked(case) is None
    wrong = [Difference(Kind.PATIENTS, 5, 4)]
    note_completeness(case=case, differences=wrong, thorough=False, by=by, at=now)
    assert incomplete([case.pk]) == {case.pk: [{"kind": "patients", "expected": 5, "found": 4, "place": ""}]}
    assert last_checked(case) == now


@pytest.mark.django_db(transaction=True)
def test_inside_one_moment_nothing_moves(case: Case) -> None:
    with one_moment():
        assert connection.in_atomic_block
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW transaction_isolation")
                assert cursor.fetchone() == ("repeatable read",)
    with transaction.atomic(), one_moment():
        assert case.notices.exists()
