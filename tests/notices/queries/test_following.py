"""What the page of further notices counts."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.notices.actions import approve_wording
from notifier.notices.actions.following import begin_follow_up
from notifier.notices.choices import FollowUp, State
from notifier.notices.queries.following import follow_ups
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("people", [1, 3])
def test_it_counts_who_would_be_told_and_where_each_round_stands(
    people: int, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = approved_case(emails=people, letters=people, at=now, by=by)
    case.notices.update(state=State.SENT)
    user = case.controller.physicians.get().user
    assert user is not None
    for _round in range(2):
        wording = begin_follow_up(case=case, kind=FollowUp.CORRECTION, decider=user, by=by, at=now)
        approve_wording(wording=wording, approver=user, by=by, at=now)
        case.notices.filter(number__gt=1, channel="letter", state=State.QUEUED).update(state=State.IN_RUN)

    with django_assert_num_queries(7):
        view = follow_ups(case)

    assert (view.corrections, view.more_leaked, view.draft) == (2 * people, 0, None)
    newest, former = view.rounds
    assert (newest.total, newest.moving, newest.on_paper) == (2 * people, people, people)
    # The messages of the first round still waited: the second takes their place.
    assert (former.total, former.moving, former.on_paper) == (people, 0, people)
