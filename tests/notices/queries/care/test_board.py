"""The care queue as it is shown: grouped, masked, counted, and as quick for many as for few."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.queries.care.board import Advice, care_board, find_waiting, held_for, person_page
from notifier.notices.rules.caring import PERMITTED
from tests.notices.odd import notice_of, odd_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return odd_case(at=now, by=by)[0]


def test_the_gravest_reason_comes_first_and_everyone_is_counted(case: Case, now: datetime) -> None:
    board = care_board(case, now.year)
    order = list(PERMITTED)
    places = [order.index(group.reason) for group in board.groups]
    assert places == sorted(places)
    assert board.held == case.notices.filter(state=State.HELD).count()
    assert {group.reason: group.count for group in board.groups}[HoldReason.ALREADY_TOLD] == 3
    assert (board.to_tell, board.told) == (0, 0)


def test_what_is_good_to_know_holds_nobody_up(case: Case, now: datetime) -> None:
    # The couple, the minor and the parent; seen last in 2009 and in 2001.
    assert care_board(case, now.year).advice == Advice(shared_mailbox=4, long_unseen=2, kept_too_long=1)


def many(count: int) -> str:
    return "".join(
        f"Canari;{chr(97 + n // 26)}{chr(97 + n % 26)};01/02/1940;;;;c{n}@example.org;;décédé;;;;\n"
        for n in range(count)
    )


def test_pages_follow_one_another_with_the_same_number_of_queries(
    now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case, _ = odd_case(many(120), at=now, by=by)
    few, _ = odd_case(many(2), number=2, at=now, by=by)
    seen, after = [], ""
    for _page in range(3):
        with django_assert_num_queries(3):
            page = person_page(case, held_for(case, HoldReason.DECEASED), after=after, year=now.year)
        seen += [row.notice for row in page.rows]
        after = page.next
    assert (len(seen), len(set(seen)), after) == (120, 120, "")
    with django_assert_num_queries(3):
        assert len(person_page(few, held_for(few, HoldReason.DECEASED), after="x", year=now.year).rows) == 2
    for one in (case, few):
        with django_assert_num_queries(4):
            care_board(one, now.year)


def test_a_list_shows_initials_and_town_and_every_other_reason(case: Case, now: datetime) -> None:
    row = person_page(case, held_for(case, HoldReason.MINOR_SECRET), after="", year=now.year).rows[0]
    assert (row.masked.initials, row.masked.town) == ("S. C.", "Lyon")
    assert row.reasons == (HoldReason.MINOR_SECRET, HoldReason.MINOR_ANNOTATED, HoldReason.SHARED_EMAIL)
    assert "Canari" not in repr(row)


def test_who_was_erased_is_not_found(case: Case, now: datetime) -> None:
    notice = notice_of(case, "Secret")
    assert find_waiting(case, notice.pk, now.year).notice == notice
    Notice.objects.filter(pk=notice.pk).update(patient=None)
    with pytest.raises(Notice.DoesNotExist):
        find_waiting(case, notice.pk, now.year)
