"""What comes back is taken once, and leaves exactly one valid notice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import Finished, record_and_start
from notifier.delivery.actions.feedback import Heard, take_feedback, take_later_feedback
from notifier.delivery.choices import FeedbackKind, Outcome, Step
from notifier.delivery.models import Attempt, Feedback, Suppression
from notifier.delivery.queries.clocks import facts_of
from notifier.delivery.queries.completeness import account, compare_each
from notifier.dossiers import verify
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Master, Notice
from notifier.rosters.models import Patient
from tests.delivery.doubts import put_in_doubt
from tests.delivery.returns import begin, send_all
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db
BOTH = "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"
DAY = timedelta(days=1)
Take = Callable[..., Step | None]


@pytest.fixture
def sent(now: datetime, by: Actor) -> Notice:
    """Someone with both ways, whose message was accepted."""
    approved_case(rows=BOTH, at=now, by=by)
    send_all(at=now, by=by)
    return Notice.objects.get()


@pytest.fixture
def take(now: datetime, by: Actor) -> Take:
    def taken(notice: Notice, kind: FeedbackKind, code: str = "", *, at: datetime = now, key: str = "") -> Step | None:
        name = key or f"{kind}{code}{at}"
        heard = Heard(sha256(name.encode()).hexdigest(), notice.pk, kind, code, at)
        return take_feedback(heard=heard, by=by, at=at)

    return taken


def told(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind).order_by("pk")]


def adds_up(case: Case) -> bool:
    """By the standing sums, notice by notice, and by the script that goes out with the evidence."""
    events = [read_event(bytes(event.body)) for event in Event.objects.filter(case_id=case.pk).order_by("pk")]
    story = verify.tell(events, is_whole=True)
    known = {str(pk): state for pk, state in case.notices.values_list("pk", "state")}
    agrees = all(known[pk] == notice["state"] for pk, notice in story.notices.items())
    return agrees and not account(case).differences and not compare_each(case)


def test_a_hard_bounce_becomes_a_letter_under_the_same_reference(
    sent: Notice, take: Take, now: datetime, by: Actor
) -> None:
    assert take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1") is Step.LETTER
    after = Notice.objects.get()
    assert (after.state, after.channel, after.reference) == (State.QUEUED, Channel.LETTER, sent.reference)
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.code) == (Outcome.BOUNCED, "5.1.1")
    expected = {"attempt": str(attempt.pk), "outcome": "bounced", "code": "5.1.1"}
    assert told("notice.bounced_by_letter") == [expected]
    make_letters(at=now, by=by)
    after.refresh_from_db()
    assert after.state == State.READY_TO_PRINT
    assert not after.may_have_had
    assert adds_up(after.case)


def test_who_came_back_is_no_longer_told(sent: Notice, take: Take) -> None:
    assert facts_of([sent.case])[sent.case_id].told_at is not None
    take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1")
    assert facts_of([sent.case])[sent.case_id].told_at is None


def test_the_same_word_twice_is_one(sent: Notice, take: Take) -> None:
    assert take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1", key="one") is Step.LETTER
    assert take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1", key="one") is None
    assert take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1", key="two") is Step.NOTHING
    assert Event.objects.filter(kind="notice.bounced_by_letter").count() == 1


def test_without_an_address_someone_is_told_in_person(now: datetime, by: Actor, take: Take) -> None:
    case = approved_case(emails=1, at=now, by=by)
    send_all(at=now, by=by)
    take(case.notices.get(), FeedbackKind.BOUNCED_HARD, "5.1.1")
    notice = case.notices.get()
    assert (notice.state, notice.hold_reason) == (State.HELD, HoldReason.NO_CHANNEL)
    (held,) = told("notice.held")
    assert (held["from"], held["reason"], held["outcome"]) == ("sent", "no_channel", "bounced")
    assert adds_up(case)


def test_without_an_approved_letter_it_is_held(sent: Notice, take: Take) -> None:
    Master.objects.filter(channel=Channel.LETTER).delete()
    take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1")
    assert Notice.objects.get().hold_reason == HoldReason.TEXT_NOT_APPROVED


@pytest.mark.parametrize("kind", [FeedbackKind.BOUNCED_HARD, FeedbackKind.BOUNCED_SOFT])
def test_what_a_later_list_said_is_obeyed(sent: Notice, take: Take, kind: FeedbackKind) -> None:
    Notice.objects.update(late_reason=HoldReason.DECEASED)
    take(sent, kind, "5.2.2")
    notice = Notice.objects.get()
    assert (notice.state, notice.hold_reason, notice.late_reason) == (State.HELD, HoldReason.DECEASED, HoldReason.NONE)


def test_a_full_mailbox_is_tried_once_more_a_day_later_and_then_written_to(
    sent: Notice, take: Take, now: datetime, by: Actor
) -> None:
    assert take(sent, FeedbackKind.BOUNCED_SOFT, "5.2.2") is Step.AGAIN
    notice = Notice.objects.get()
    assert (notice.state, notice.channel, notice.due_at) == (State.QUEUED, Channel.EMAIL, now + DAY)
    send_all(at=now, by=by)
    assert Attempt.objects.count() == 1
    send_all(at=now + DAY, by=by)
    # A second word on the first try comes late and means nothing.
    assert take(sent, FeedbackKind.BOUNCED_SOFT, "5.2.2", at=now + timedelta(minutes=1), key="late") is Step.NOTHING
    assert Notice.objects.get().state == State.SENT
    assert take(sent, FeedbackKind.BOUNCED_SOFT, "5.2.2", at=now + 2 * DAY) is Step.LETTER
    assert Notice.objects.get().channel == Channel.LETTER
    assert not Suppression.objects.exists()
    assert adds_up(notice.case)


@pytest.mark.parametrize("kind", [FeedbackKind.DELIVERED, FeedbackKind.DEFERRED, FeedbackKind.COMPLAINED])
def test_other_words_leave_someone_told(sent: Notice, take: Take, kind: FeedbackKind) -> None:
    take(sent, kind)
    assert Notice.objects.get().state == State.SENT
    assert len(told("notice.delivered")) == (kind is FeedbackKind.DELIVERED)
    assert len(told("notice.complained")) == (kind is FeedbackKind.COMPLAINED)
    assert adds_up(sent.case)


def test_a_complaint_outweighs_a_bounce_of_the_same_mailbox(sent: Notice, take: Take) -> None:
    take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1")
    take(sent, FeedbackKind.COMPLAINED)
    found = Suppression.objects.get()
    assert (found.kind, bytes(found.index)) == (
        FeedbackKind.COMPLAINED, bytes(Patient.objects.get().mailbox_index or b"")
    )  # fmt: skip


def test_a_closed_case_sends_nothing_more_and_says_so(sent: Notice, take: Take, now: datetime) -> None:
    Case.objects.update(closed_at=now)
    take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1")
    assert Notice.objects.get().state == State.FAILED
    assert told("notice.bounced")[0]["code"] == "5.1.1"


def test_a_bounce_of_someone_erased_is_counted_and_sends_nothing(sent: Notice, take: Take) -> None:
    Notice.objects.update(patient=None)
    take(sent, FeedbackKind.BOUNCED_HARD, "5.1.1")
    assert Notice.objects.get().state == State.FAILED
    assert not Suppression.objects.exists()


@pytest.mark.parametrize(
    ("kind", "state", "event"),
    [
        (FeedbackKind.DELIVERED, State.SENT, "doubt.resolved_sent"),
        (FeedbackKind.BOUNCED_HARD, State.FAILED, "doubt.resolved_failed"),
    ],
)
def test_a_word_settles_a_doubt(
    now: datetime, by: Actor, take: Take, kind: FeedbackKind, state: State, event: str
) -> None:
    case = approved_case(rows=BOTH, at=now, by=by)
    put_in_doubt(1, at=now, by=by)
    assert take(case.notices.get(), kind, "5.1.1") is Step.SETTLE
    assert case.notices.get().state == state
    assert len(told(event)) == 1
    assert adds_up(case)


def test_a_word_that_overtakes_our_own_receipt_waits_for_it(now: datetime, by: Actor, take: Take) -> None:
    case = approved_case(rows=BOTH, at=now, by=by)
    start = begin(at=now, by=by)
    assert take(case.notices.get(), FeedbackKind.BOUNCED_HARD, "5.1.1") is Step.LATER
    assert take_later_feedback(by=by, at=now) == 0
    record_and_start(finished=Finished(start, Outcome.ACCEPTED, "250"), start=None, by=by, at=now)
    assert take_later_feedback(by=by, at=now) == 1
    assert case.notices.get().channel == Channel.LETTER
    assert Feedback.objects.get().step == Step.LETTER


def test_a_word_on_nobody_is_not_kept(take: Take, now: datetime, by: Actor) -> None:
    assert take(Notice(pk=uuid4()), FeedbackKind.DELIVERED) is None
    assert not Feedback.objects.exists()
