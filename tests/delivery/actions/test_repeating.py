"""A repeat holds its notice like any sending, and only a yes settles it."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import settle_by_letter, sweep
from notifier.delivery.actions.attempts import Start
from notifier.delivery.actions.repeating import begin_repeat, end_repeat
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.delivery.rules import LEASE
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.delivery.doubts import put_in_doubt

pytestmark = pytest.mark.django_db


def begin(at: datetime, by: Actor) -> Start:
    attempt = Attempt.objects.get()
    begun = begin_repeat(attempt=attempt.pk, notice=attempt.notice_id, by=by, at=at)
    assert begun is not None
    return begun


def test_meanwhile_nobody_else_settles_it(mail_case: Case, now: datetime, by: Actor) -> None:
    noticed = put_in_doubt(1, at=now, by=by)
    begun = begin(noticed, by)
    notice = Notice.objects.get(pk=begun.notice)
    assert (notice.state, notice.token, notice.lease_until) == (State.SENDING, begun.token, noticed + LEASE)
    assert Attempt.objects.get().outcome == Outcome.STARTED
    days = notice.wording.doubt_days
    later = noticed + timedelta(days=days + 1)
    assert not settle_by_letter(wording=notice.wording_id, days=days, by=by, at=later)


@pytest.mark.parametrize(
    ("said", "outcome", "state", "code"),
    [
        (Outcome.ACCEPTED, Outcome.ACCEPTED, State.SENT, "repeated"),
        (Outcome.UNKNOWN, Outcome.UNKNOWN, State.IN_DOUBT, "http_503"),
        (Outcome.DEFERRED, Outcome.UNKNOWN, State.IN_DOUBT, "http_503"),
        (Outcome.REFUSED, Outcome.UNKNOWN, State.IN_DOUBT, "http_503"),
    ],
)
def test_only_a_yes_settles_it(
    mail_case: Case, said: Outcome, outcome: Outcome, state: State, code: str, now: datetime, by: Actor
) -> None:
    noticed = put_in_doubt(1, at=now, by=by)
    begun = begin(noticed, by)
    assert end_repeat(begun=begun, outcome=said, code="http_503", by=by, at=noticed) is outcome
    assert (Notice.objects.get(pk=begun.notice).state, Attempt.objects.get().code) == (state, code)
    assert Attempt.objects.get().outcome == outcome


def test_who_slept_past_the_lease_and_came_back_is_heard(mail_case: Case, now: datetime, by: Actor) -> None:
    noticed = put_in_doubt(1, at=now, by=by)
    begun = begin(noticed, by)
    sweep(by=by, at=noticed + LEASE + timedelta(seconds=1))
    assert Notice.objects.get(pk=begun.notice).state == State.IN_DOUBT
    end_repeat(begun=begun, outcome=Outcome.ACCEPTED, code="", by=by, at=noticed + 2 * LEASE)
    assert Notice.objects.get(pk=begun.notice).state == State.SENT
