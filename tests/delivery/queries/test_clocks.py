"""What is known of cases, as the law's clocks want it."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_awareness, record_filing
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case
from notifier.delivery.queries.clocks import clocks_of, facts_of
from notifier.law.deadlines.clock import Clock, Duty
from notifier.law.ledger import AwarenessKind
from notifier.notices.actions.requests import Asked, Reply, answer_request, extend_request, take_request
from notifier.notices.choices import RequestChannel, RequestKind, State
from notifier.notices.models import PatientRequest
from notifier.notices.rules.requests import Said
from tests.worlds import approved_case, open_practice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_bare_case_knows_its_awareness_alone(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    facts = facts_of([case])[case.pk]
    assert (facts.aware_at, facts.filed_at, facts.told_at, facts.draft_begun_at) == (now, None, None, None)
    assert {clock.duty for clock in clocks_of([case])[case.pk]} == {Duty.AUTHORITY, Duty.PEOPLE}


def test_ledger_filing_and_wording_reach_the_facts(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    for kind, ago in ((AwarenessKind.VENDOR_KNEW, 9), (AwarenessKind.VENDOR_TOLD, 0)):
        record_awareness(case=case, kind=kind, happened_at=now - ago * HOUR, by=by, at=now)
    for hours, kind in ((3, FilingKind.INITIAL), (5, FilingKind.COMPLEMENTARY)):
        at = now + hours * HOUR
        record_filing(case=case, kind=kind, filed_at=at, channel=FilingChannel.POST, receipt="", by=by, at=at)
    facts = facts_of([case])[case.pk]
    assert (facts.vendor_knew_at, facts.vendor_told_at) == (now - 9 * HOUR, now)
    assert (facts.filed_at, facts.draft_begun_at, facts.draft_approved_at) == (now + 3 * HOUR, now, now)


@pytest.mark.parametrize(
    ("states", "is_told"),
    [
        ([State.SENT, State.SENT], True),
        ([State.SENT, State.WITHDRAWN], True),
        ([State.SENT, State.FAILED], False),
        ([State.SENT, State.IN_RUN], False),
        ([State.WITHDRAWN, State.WITHDRAWN], False),
    ],
)
def test_people_are_told_once_nobody_is_left(states: list[State], is_told: bool, now: datetime, by: Actor) -> None:
    case = approved_case(emails=2, at=now, by=by)
    for number, (notice, state) in enumerate(zip(case.notices.order_by("pk"), states, strict=True)):
        case.notices.filter(pk=notice.pk).update(state=state, changed_at=now + number * HOUR)
    told_at = facts_of([case])[case.pk].told_at
    last = max(number for number, state in enumerate(states) if state in {State.SENT, State.WITHDRAWN})
    assert (told_at is not None) == is_told
    assert told_at in {None, now, now + last * HOUR}


def test_a_patient_without_a_notice_keeps_the_clock_running(now: datetime, by: Actor) -> None:
    case = approved_case(emails=2, at=now, by=by)
    case.notices.update(state=State.SENT)
    case.notices.order_by("pk")[0].delete()
    assert facts_of([case])[case.pk].told_at is None


@pytest.mark.parametrize("count", [1, 4])
def test_the_same_queries_for_one_case_and_for_many(
    count: int, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        open_practice(number=number, at=now, by=by)
    cases = list(Case.objects.all())
    with django_assert_num_queries(7):
        assert len(clocks_of(cases)) == count


def ask(case: Case, received_at: datetime, by: Actor) -> PatientRequest:
    asked = Asked(RequestKind.ACCESS, RequestChannel.LETTER, Said(), received_at)
    return take_request(case=case, notice=None, asked=asked, by=by, at=received_at)


def replies(case: Case) -> list[str]:
    return [clock.id for clock in clocks_of([case])[case.pk] if clock.duty is Duty.REPLY]


def test_requests_of_one_day_are_one_clock_until_they_are_answered(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    first, second, later = ask(case, now, by), ask(case, now + HOUR, by), ask(case, now + 30 * HOUR, by)
    assert replies(case) == ["reply:2026-03-04", "reply:2026-03-05"]
    extend_request(request=second, reply=Reply(now + HOUR, RequestChannel.PHONE, "Long."), by=by, at=now + HOUR)
    assert replies(case) == ["reply:2026-03-04", "reply:2026-03-04:extended", "reply:2026-03-05"]
    for request in (first, later):
        answer_request(
            request=request, reply=Reply(now + 31 * HOUR, RequestChannel.PHONE, ""), by=by, at=now + 31 * HOUR
        )
    assert replies(case) == ["reply:2026-03-04:extended"]


def test_an_incomplete_filing_starts_the_clock_of_its_rest(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)

    def file(hours: int, kind: FilingKind, *, is_complete: bool) -> None:
        at = now + hours * HOUR
        record_filing(
            case=case, kind=kind, filed_at=at, channel=FilingChannel.POST, receipt="", is_complete=is_complete,
            by=by, at=at,
        )  # fmt: skip

    def rest() -> Clock | None:
        return next((one for one in clocks_of([case])[case.pk] if one.duty is Duty.COMPLEMENT), None)

    assert rest() is None
    file(2, FilingKind.INITIAL, is_complete=False)
    file(3, FilingKind.COMPLEMENTARY, is_complete=False)
    running = rest()
    assert running is not None
    assert (running.starts_at, running.target, running.stopped_at) == (now + 2 * HOUR, now + 74 * HOUR, None)
    for hours in (5, 9):
        file(hours, FilingKind.COMPLEMENTARY, is_complete=True)
    ended = rest()
    assert ended is not None
    assert ended.stopped_at == now + 5 * HOUR


def test_a_complete_first_filing_owes_no_rest(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    record_filing(case=case, filed_at=now, channel=FilingChannel.POST, receipt="", by=by, at=now)
    assert Duty.COMPLEMENT not in {clock.duty for clock in clocks_of([case])[case.pk]}
