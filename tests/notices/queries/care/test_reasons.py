"""All that stands against a notice now, and what is open then."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.notices.choices import CareChoice, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.queries.care.reasons import Waiting, waiting
from tests.notices.odd import notice_of, odd_case

pytestmark = pytest.mark.django_db


def find(given: str, now: datetime, by: Actor, **changes: str) -> Waiting:
    case, _ = odd_case(at=now, by=by)
    notice = notice_of(case, given)
    Notice.objects.filter(pk=notice.pk).update(**changes)
    return waiting(case, case.notices.filter(pk=notice.pk), now.year)[0]


def test_a_text_that_lacks_is_a_reason_beside_the_others(now: datetime, by: Actor) -> None:
    found = find("Épouse", now, by, hold_reason=HoldReason.TEXT_NOT_APPROVED)
    assert found.reasons == (HoldReason.SHARED_EMAIL, HoldReason.TEXT_NOT_APPROVED)
    assert found.permitted.by_rule == {CareChoice.IN_PERSON, CareChoice.TOLD}


@pytest.mark.parametrize(
    ("state", "choices"),
    [
        (State.TO_TELL, {CareChoice.TOLD, CareChoice.WITHDRAW}),
        (State.QUEUED, {CareChoice.TOLD}),
        (State.FAILED, {CareChoice.TOLD, CareChoice.IN_PERSON}),
        (State.SENT, set()),
    ],
)
def test_what_is_open_depends_on_where_the_notice_stands(
    state: State, choices: set[CareChoice], now: datetime, by: Actor
) -> None:
    assert find("Parent", now, by, state=state).permitted.all == choices
