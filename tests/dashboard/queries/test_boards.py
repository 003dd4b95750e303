"""The DPO's board."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from notifier.accounts.actions import add_member, create_organisation, create_user
from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import open_case, record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Breach
from notifier.dashboard.choices import Sorting, Watch
from notifier.dashboard.queries import boards
from notifier.dashboard.queries.boards import Wanted, breach_board
from notifier.delivery.actions import set_pace
from notifier.delivery.choices import Brake
from notifier.dossiers.actions.authority import export_file
from notifier.dossiers.choices import FileFormat
from notifier.notices.actions import draft_wording
from tests.breaches.sharing import FACTS, LATER, share
from tests.deciding import decide_not_to_tell
from tests.worlds import approved_case, open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(now: datetime, by: Actor) -> User:
    platform = create_organisation(kind=OrganisationKind.PLATFORM, name="P", by=by, at=now)
    user = create_user(email="a@example.org", name="A", password=None, by=by, at=now)
    add_member(user=user, organisation=platform, role=Role.AUDITOR, by=by, at=now)
    return user


def cases(count: int, now: datetime, by: Actor) -> Breach:
    """A breach with that many cases, the last one aware the longest."""
    first, _ = open_practice(number=1, at=now, by=by)
    for number in range(2, count + 1):
        other, _ = open_practice(number=number, at=now, by=by)
        open_case(
            breach=first.breach, controller=other.controller, aware_at=now - timedelta(hours=number), by=by, at=now
        )
    return first.breach


def test_the_most_urgent_stands_first_and_the_filed_last(auditor: User, now: datetime, by: Actor) -> None:
    breach = cases(3, now, by)
    oldest = breach.cases.order_by("aware_at")[0]
    record_filing(case=oldest, filed_at=now, channel=FilingChannel.POST, receipt="", by=by, at=now)
    rows = breach_board(breach, auditor, now).rows
    assert rows[-1].case == oldest
    assert rows[0].clock.target <= rows[1].clock.target


def test_who_filed_with_facts_written_anew_since_is_found(auditor: User, now: datetime, by: Actor) -> None:
    shared = share(at=now, by=by)
    shared.write(FACTS, by=by, at=now)
    for case in (shared.one, shared.two):
        export_file(case=case, file_format=FileFormat.PDF, language="fr", by=by, at=now)
    record_filing(case=shared.one, filed_at=now, channel=FilingChannel.POST, receipt="", by=by, at=now)
    assert breach_board(shared.breach, auditor, now).counts[Watch.BEHIND] == 0
    shared.write(LATER, base=1, by=by, at=now + timedelta(hours=1))
    board = breach_board(shared.breach, auditor, now, Wanted(watch=Watch.BEHIND))
    assert [row.case for row in board.rows] == [shared.one]


def test_late_cases_are_counted(auditor: User, now: datetime, by: Actor) -> None:
    breach = cases(2, now, by)
    assert breach_board(breach, auditor, now).late == 0
    assert breach_board(breach, auditor, now + timedelta(days=30)).late == 2


@pytest.mark.parametrize("count", [1, 10])
def test_the_same_queries_for_one_case_and_for_many(
    count: int, auditor: User, now: datetime, by: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    breach = cases(count, now, by)
    with django_assert_max_num_queries(23):
        board = breach_board(breach, auditor, now)
        assert [str(row.case.controller.organisation) for row in board.rows]
    assert len(board.rows) == count


def test_pages_follow_one_another_without_gap_or_repeat(
    auditor: User, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "PAGE", 2)
    breach = cases(5, now, by)
    seen, last = [], None
    for _ in range(3):
        board = breach_board(breach, auditor, now, Wanted(after=last))
        seen += [row.case.pk for row in board.rows]
        last = board.next
    assert (len(seen), len(set(seen)), last) == (5, 5, None)
    assert board.cases == 5


def test_each_filter_shows_what_it_says(auditor: User, now: datetime, by: Actor) -> None:
    breach = cases(3, now, by)
    filed = breach.cases.order_by("aware_at")[0]
    record_filing(case=filed, filed_at=now, channel=FilingChannel.POST, receipt="", by=by, at=now)
    User.objects.filter(memberships__organisation=filed.controller_id).update(password="argon2$somebody")
    later = now + timedelta(days=30)
    shown = {watch: breach_board(breach, auditor, later, Wanted(watch=watch)) for watch in Watch}
    assert {watch: len(board.rows) for watch, board in shown.items()} == {
        Watch.ALL: 3, Watch.LATE: 2, Watch.UNDECIDED: 2, Watch.UNOPENED: 2, Watch.WAITING: 0,
        Watch.BEHIND: 0, Watch.MINE: 0,
    }  # fmt: skip
    assert dict(shown[Watch.ALL].counts) == {watch: len(board.rows) for watch, board in shown.items()}


def test_what_need_not_be_filed_is_decided_and_not_late(auditor: User, now: datetime, by: Actor) -> None:
    breach = cases(2, now, by)
    case, later = breach.cases.order_by("aware_at")[0], now + timedelta(days=30)
    decide_not_to_tell(case, at=now, by=by)
    board = breach_board(breach, auditor, later)
    assert (board.counts[Watch.LATE], board.counts[Watch.UNDECIDED]) == (1, 1)
    assert {row.clock.is_late for row in board.rows if row.case == case} == {False}


def test_cases_can_be_sorted_by_name_and_by_size(auditor: User, now: datetime, by: Actor) -> None:
    breach = cases(3, now, by)
    names = [str(row.case.controller.organisation) for row in breach_board(
        breach, auditor, now, Wanted(sorting=Sorting.NAME)
    ).rows]  # fmt: skip
    assert names == sorted(names)
    assert len(breach_board(breach, auditor, now, Wanted(sorting=Sorting.PATIENTS)).rows) == 3


def test_a_text_that_lies_unapproved_is_said_loud(auditor: User, now: datetime, by: Actor) -> None:
    breach = cases(2, now, by)
    one = breach.cases.order_by("pk")[0]
    draft_wording(case=one, by=by, at=now)
    soon, later = (breach_board(breach, auditor, now + timedelta(days=days)).rows for days in (1, 4))
    assert [row.draft for row in soon] == [None, None]
    assert {row.case: row.draft is not None for row in later} == {case: case == one for case in breach.cases.all()}
    one.wordings.update(created_at=now - timedelta(days=9))
    type(one).objects.filter(pk=one.pk).update(closed_at=now)
    assert [row.draft for row in breach_board(breach, auditor, now).rows] == [None, None]


def test_a_board_says_what_the_relay_may_take_and_that_practices_set_a_pace(
    auditor: User, now: datetime, by: Actor, settings: Settings
) -> None:
    case = approved_case(emails=5, at=now, by=by)
    told = breach_board(case.breach, auditor, now).forecast
    assert told is not None
    assert (told.paced, told.slowing, told.brake) == (0, None, Brake.SPEED)
    set_pace(case=case, per_day=1, by=by, at=now)
    settings.MAIL_LIMIT = {"day": 2}
    told = breach_board(case.breach, auditor, now).forecast
    assert told is not None
    assert (told.paced, told.brake) == (1, Brake.RELAY)
    # Two today, two tomorrow, the last one the day after.
    assert told.ends_at == now.replace(hour=23, minute=0) + timedelta(days=1)
