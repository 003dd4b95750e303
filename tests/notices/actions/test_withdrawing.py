"""Taking notices back."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions import withdraw_notices
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(emails=2, letters=1, held=1, at=now, by=by)


def test_what_waits_is_withdrawn_and_why_it_waited_stays(case: Case, now: datetime, by: Actor) -> None:
    later = now + timedelta(hours=1)
    assert withdraw_notices(notices=Notice.objects.of_case(case.pk), code="case_erased", by=by, at=later) == 4
    assert set(case.notices.values_list("state", "changed_at")) == {(State.WITHDRAWN, later)}
    assert case.notices.filter(hold_reason=HoldReason.NO_CHANNEL).count() == 1
    assert Event.objects.filter(kind="notice.withdrawn").count() == 4


def test_what_has_begun_is_left_alone(case: Case, now: datetime, by: Actor) -> None:
    for state in (State.SENT, State.FAILED, State.IN_DOUBT, State.IN_RUN):
        case.notices.update(state=state)
        assert withdraw_notices(notices=Notice.objects.of_case(case.pk), code="x", by=by, at=now) == 0
    assert not Event.objects.filter(kind="notice.withdrawn").exists()
