"""The list of people, masked."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.actions import import_roster
from notifier.rosters.queries.pages import masked_page
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    case, user = open_practice(at=now, by=by)
    import_roster(case=case, data=roster(emails=70, letters=50), confirmed=frozenset(), user=user, by=by, at=now)
    return case


def test_pages_follow_each_other_without_gap_or_repeat(case: Case) -> None:
    sizes, after = [], ""
    while True:
        page = masked_page(case, after=after)
        sizes.append(len(page.rows))
        if not page.next:
            break
        after = page.next
    assert sizes == [50, 50, 20]


def test_a_name_is_two_initials(case: Case) -> None:
    row = masked_page(case, after="").rows[0]
    assert row.initials in {"E. C.", "L. C."}
    assert "Canari" not in repr(masked_page(case, after=""))


def test_a_key_that_is_none_begins_at_the_front(case: Case) -> None:
    assert masked_page(case, after="'; DROP").rows == masked_page(case, after="").rows


def test_two_queries_however_many_people(case: Case, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1, using="default"), django_assert_num_queries(1, using="keys"):
        masked_page(case, after="")
