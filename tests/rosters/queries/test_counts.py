"""How many people a case is about."""

from datetime import datetime
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.actions import import_roster
from notifier.rosters.queries.counts import affected_by_case
from tests.worlds import roster

pytestmark = pytest.mark.django_db


def test_everyone_brought_in_is_counted_once_and_for_good(
    practice: tuple[Case, User], now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case, user = practice
    twice = roster(emails=3) + b"Canari;Emilie A;01/02/1980;;;;canari0@example.org;Mme;;\nCanari;;;;;;;;;\n"
    agreed = frozenset({"many_refused"})
    import_roster(case=case, data=twice, confirmed=agreed, user=user, by=by, at=now)
    import_roster(case=case, data=roster(emails=4, letters=1), confirmed=agreed, user=user, by=by, at=now)
    assert case.patients.count() == 5
    with django_assert_num_queries(1):
        assert affected_by_case([case.pk, uuid4()]) == {case.pk: 5}
    case.patients.all().delete()
    assert affected_by_case([case.pk]) == {case.pk: 5}
