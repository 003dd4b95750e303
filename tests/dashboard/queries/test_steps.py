"""What the page of a case asks for next: one thing, of who may do it."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case
from notifier.dashboard.queries.cases import case_view
from notifier.dashboard.queries.steps import Step, next_step
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from tests.deciding import decide
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def step_of(
    case: Case, at: datetime, *, decides: bool = True, prepares: bool = True, agreed: bool = True
) -> Step | None:
    case.refresh_from_db()
    view = case_view(case, at)
    return next_step(view, may_decide=decides, may_prepare=prepares, has_agreement=agreed, is_direct=True)


def test_from_the_agreement_to_the_closing(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    at = now + HOUR
    assert step_of(case, at, agreed=False) == Step.AGREEMENT
    assert step_of(case, at) == Step.LIST
    import_roster(case=case, data=roster(emails=2, letters=1, held=1), user=owner, confirmed=frozenset(), by=by, at=at)
    assert step_of(case, at) == Step.DECISIONS
    decide(case, at=at, by=by)
    assert step_of(case, at) == Step.DRAFT
    draft = draft_wording(case=case, by=by, at=at)
    assert step_of(case, at) == Step.APPROVAL
    approve_wording(wording=draft, approver=owner, by=by, at=at)
    assert step_of(case, at) == Step.CARE
    Notice.objects.filter(state=State.HELD).update(state=State.TO_TELL, hold_reason="")
    assert step_of(case, at) == Step.FILE
    record_filing(case=case, filed_at=at, channel=FilingChannel.ONLINE_FORM, receipt="", by=by, at=at)
    assert step_of(case, at) == Step.TELL
    Notice.objects.filter(state=State.TO_TELL).update(state=State.IN_DOUBT)
    assert step_of(case, at) == Step.DOUBTS
    Notice.objects.exclude(state=State.SENT).update(state=State.SENT)
    assert step_of(case, at) == Step.CLOSE
    Notice.objects.filter(channel="letter").update(state=State.READY_TO_PRINT)
    assert step_of(case, at) == Step.PRINT


def test_a_report_that_is_soon_due_comes_before_the_decisions(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    import_roster(case=case, data=roster(emails=1), user=owner, confirmed=frozenset(), by=by, at=now)
    assert step_of(case, now + 70 * HOUR) == Step.FILE_SOON
    # A late one stands above, louder.
    assert step_of(case, now + 100 * HOUR) == Step.DECISIONS


def test_nobody_is_asked_for_what_they_may_not_do(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    import_roster(case=case, data=roster(emails=1), user=owner, confirmed=frozenset(), by=by, at=now)
    assert step_of(case, now, decides=False) == Step.DRAFT
    draft_wording(case=case, by=by, at=now)
    assert step_of(case, now, decides=False) is None
    assert step_of(case, now, decides=False, prepares=False) is None
