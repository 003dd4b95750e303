"""The physician's page."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dashboard.queries.cases import case_view
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


def test_what_the_page_counts(case: Case, now: datetime) -> None:
    view = case_view(case, now)
    assert (view.patients, view.with_email, view.by_letter_or_hand, view.annotated) == (4, 2, 2, 0)
    assert view.held == {HoldReason.NO_CHANNEL: 1}
    assert view.channels == {Channel.EMAIL: 2, Channel.LETTER: 2}
    assert (view.is_moving, view.is_sent, view.must_approve) == (True, False, False)


def test_when_nothing_moves_it_is_sent(case: Case, now: datetime) -> None:
    Notice.objects.filter(state=State.QUEUED).update(state=State.SENT)
    view = case_view(case, now)
    assert (view.is_moving, view.is_sent) == (False, True)


def test_newcomers_ask_for_approval_again(case: Case, now: datetime, by: Actor) -> None:
    owner = case.controller.physicians.get().user
    import_roster(case=case, data=roster(emails=3), confirmed=frozenset(), user=owner, by=by, at=now)
    view = case_view(case, now)
    assert (view.unowed, view.must_approve) == (1, True)


def test_a_later_list_asks_for_approval_again(case: Case, now: datetime, by: Actor) -> None:
    import_roster(case=case, data=_worse(), confirmed=frozenset(), by=by, at=now)
    view = case_view(case, now)
    assert (view.reworded, view.unowed, view.must_approve, view.must_begin) == (1, 0, True, True)
    assert (view.late, view.follow_up, view.held[HoldReason.DECEASED]) == ({}, 0, 1)


def test_what_a_later_list_says_too_late_is_counted(case: Case, now: datetime, by: Actor) -> None:
    Notice.objects.filter(state=State.QUEUED).update(state=State.SENT)
    import_roster(case=case, data=_worse(), confirmed=frozenset(), by=by, at=now)
    view = case_view(case, now)
    assert (view.late, view.follow_up, view.reworded) == ({HoldReason.DECEASED: 1}, 1, 0)


def _worse() -> bytes:
    """The same two people by e-mail: one has died, of the other the doctor's notes leaked as well."""
    first, *rows = roster(emails=2).decode().splitlines()
    return "\n".join([first, f"{rows[0]}décédé", f"{rows[1][:-1]}annoté;"]).encode()


def test_an_empty_case_is_a_page_too(now: datetime, by: Actor) -> None:
    case, _ = open_practice(number=5, at=now, by=by)
    view = case_view(case, now)
    assert (view.patients, view.sums.total, view.draft, view.is_sent) == (0, 0, None, False)


def test_the_same_queries_for_a_few_and_for_many(now: datetime, by: Actor, django_assert_num_queries: object) -> None:
    for number, people in ((6, 2), (7, 200)):
        case, owner = open_practice(number=number, at=now, by=by)
        import_roster(case=case, data=roster(emails=people), confirmed=frozenset(), user=owner, by=by, at=now)
        with django_assert_num_queries(18):  # type: ignore[operator]
            case_view(case, now)


def test_a_sending_can_be_halted_while_something_may_still_go(case: Case, now: datetime) -> None:
    assert case_view(case, now).can_halt
    Notice.objects.filter(state=State.QUEUED).update(state=State.SENT)
    assert case_view(case, now).can_halt
    Notice.objects.filter(state=State.HELD).update(state=State.TOLD, hold_reason="")
    assert not case_view(case, now).can_halt
    Notice.objects.filter(state=State.TOLD).update(state=State.IN_DOUBT)
    assert case_view(case, now).can_halt
