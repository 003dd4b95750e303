"""A letter takes the place of an e-mail that failed, when it is time; exactly one valid notice in the end."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions.next_channel import take_next_channel
from notifier.delivery.queries.completeness import account, compare_each
from notifier.delivery.tasks import doubts
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from tests.delivery.returns import fail_all, send_all
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db
BOTH = "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"
DAY = timedelta(days=1)


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    """One with both ways, one with e-mail alone."""
    return approved_case(rows=BOTH, emails=1, at=now, by=by)


def test_a_refusal_is_a_letter_after_a_day_and_without_an_address_a_talk(case: Case, now: datetime, by: Actor) -> None:
    fail_all("550", at=now, by=by)
    assert take_next_channel(by=by, at=now + DAY - timedelta(seconds=1)) == Counter()
    assert take_next_channel(by=by, at=now + DAY) == {State.QUEUED: 1, State.HELD: 1}
    letter, talk = case.notices.get(state=State.QUEUED), case.notices.get(state=State.HELD)
    assert (letter.channel, talk.hold_reason) == (Channel.LETTER, HoldReason.NO_CHANNEL)
    (queued,) = Event.objects.filter(kind="notice.requeued")
    assert read_event(bytes(queued.body))["data"] == {"code": "by_letter"}
    make_letters(at=now + DAY, by=by)
    letter.refresh_from_db()
    assert letter.state == State.READY_TO_PRINT
    assert take_next_channel(by=by, at=now + 9 * DAY) == Counter()
    assert not account(case).differences
    assert not compare_each(case)


def test_what_is_suppressed_waits_for_no_day(case: Case, now: datetime, by: Actor) -> None:
    fail_all("suppressed", at=now, by=by)
    assert take_next_channel(by=by, at=now) == {State.QUEUED: 1, State.HELD: 1}


def test_who_has_no_address_and_whose_mail_may_yet_arrive_stays_to_be_tried(
    case: Case, now: datetime, by: Actor
) -> None:
    fail_all("451", at=now, by=by)
    assert take_next_channel(by=by, at=now + DAY) == {State.QUEUED: 1}
    assert case.notices.get(state=State.FAILED).channel == Channel.EMAIL


def test_who_was_told_meanwhile_gets_no_letter(case: Case, now: datetime, by: Actor) -> None:
    fail_all("550", at=now, by=by)
    Notice.objects.update(state=State.TOLD)
    assert take_next_channel(by=by, at=now + DAY) == Counter()


def test_a_closed_case_sends_nothing_more(case: Case, now: datetime, by: Actor) -> None:
    fail_all("550", at=now, by=by)
    Case.objects.update(closed_at=now)
    assert take_next_channel(by=by, at=now + DAY) == Counter()


def test_what_was_sent_is_left_alone(case: Case, now: datetime, by: Actor) -> None:
    send_all(at=now, by=by)
    assert take_next_channel(by=by, at=now + 30 * DAY) == Counter()


def test_the_workers_see_to_it(case: Case, now: datetime, by: Actor) -> None:
    fail_all("suppressed", at=now, by=by)
    doubts()
    assert case.notices.filter(channel=Channel.LETTER, state=State.QUEUED).count() == 1
