from datetime import datetime, timedelta

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording
from notifier.notices.models import Wording, WordingText
from notifier.notices.queries.drafts import draft_overdue, revisions_of, shipped, wordings_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "expected"), [(0, None), (3, None), (4, 4), (30, 30)])
def test_a_draft_grows_old_after_three_days(draft: Wording, now: datetime, days: int, expected: int | None) -> None:
    overdue = draft_overdue(draft, now + timedelta(days=days))
    assert overdue == (timedelta(days=expected) if expected else None)


def test_an_approved_one_does_not(case: Case, draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    draft.refresh_from_db()
    assert draft_overdue(draft, now + timedelta(days=30)) is None
    assert draft_overdue(None, now) is None
    assert [one.approval.approved_by for one in wordings_of(case)] == [owner]


def test_a_draft_begins_with_what_the_house_wrote(text: WordingText) -> None:
    ready = shipped(text)
    assert ready is not None
    assert (ready.subject, dict(ready.parts)) == (text.subject, text.parts)
    assert [row.number for row in revisions_of(text)] == [1]
    text.tier = "nothing"
    assert shipped(text) is None
