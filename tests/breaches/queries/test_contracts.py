"""The contract's figure, case by case."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.actions.contracts import state_term
from notifier.breaches.queries.contracts import contract_hours, hours_agreed, terms_with_vendor
from tests.breaches.sharing import Shared

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_each_case_has_the_figure_of_its_own_controller(
    shared: Shared, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    state_term(case=shared.one, since=now.date(), hours=24, by=by, at=now)
    with django_assert_num_queries(1):
        assert contract_hours({shared.one.pk: now, shared.two.pk: now}) == {shared.one.pk: 24}
    assert [term.hours for term in terms_with_vendor(shared.one)] == [24]
    assert terms_with_vendor(shared.two) == []


def test_it_is_the_figure_of_the_day_on_which_the_vendor_knew(shared: Shared, now: datetime, by: Actor) -> None:
    state_term(case=shared.one, since=now.date(), hours=24, by=by, at=now)
    assert hours_agreed(shared.one, now) == 24
    assert hours_agreed(shared.one, now - DAY) is None
    assert hours_agreed(shared.one, None) is None
