"""Which reminders of deadlines are due, and to whom."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.models import Mandate
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case
from notifier.delivery.actions import note_handover
from notifier.delivery.choices import ProviderKind
from notifier.delivery.queries.reminders import keepers_of, reminded_cases, reminders_due
from notifier.delivery.rules import DeadlineKey
from notifier.notices.actions.requests import Asked, Reply, answer_request, take_request
from notifier.notices.choices import RequestChannel, RequestKind
from notifier.notices.rules.requests import Said
from tests.cast import Cast, make_cast
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def steps(case: Case, at: datetime) -> set[str]:
    return {DeadlineKey.parse(one.key).reminder for one in reminders_due([case], at)}


def test_those_who_decide_and_the_mandated_dpos_are_reminded(cast: Cast, now: datetime) -> None:
    assert keepers_of([cast.case]) == {cast.case.pk: sorted([cast.owner.pk, cast.dpo.pk, cast.counting_dpo.pk])}
    Mandate.objects.filter(office__memberships__user=cast.dpo).update(ended_at=now)
    type(cast.owner).objects.filter(pk=cast.owner.pk).update(is_active=False)
    assert keepers_of([cast.case]) == {cast.case.pk: [cast.counting_dpo.pk]}


@pytest.mark.parametrize(
    ("hours", "due"),
    [
        (0, {"authority/opened"}),
        (24, {"authority/48_h_left"}),
        (47, {"authority/48_h_left"}),
        (72, {"authority/6_h_left", "people/day_3"}),
        (74, {"authority/late", "people/day_3"}),
        (24 * 30, {"authority/late_3_days", "people/day_21"}),
    ],
)
def test_of_each_clock_the_latest_step_is_due(hours: int, due: set[str], cast: Cast, now: datetime) -> None:
    assert steps(cast.case, now + hours * HOUR) == due


def test_a_filing_silences_its_clock(cast: Cast, now: datetime, by: Actor) -> None:
    filed_at = now + HOUR
    record_filing(case=cast.case, filed_at=filed_at, channel=FilingChannel.POST, receipt="", by=by, at=filed_at)
    assert steps(cast.case, now + 80 * HOUR) == {"people/day_3"}


def test_closed_cases_are_left_in_peace(cast: Cast, now: datetime) -> None:
    assert Counter(case for batch in reminded_cases() for case in batch)[cast.case] == 1
    Case.objects.update(closed_at=now)
    assert list(reminded_cases()) == []


def test_but_what_a_provider_holds_of_them_is_not_forgotten(cast: Cast, now: datetime, by: Actor) -> None:
    note_handover(case=cast.case.pk, kind=ProviderKind.PRINTER, provider="p", days=30, by=by, at=now)
    Case.objects.update(closed_at=now)
    assert list(reminded_cases()) == [[cast.case]]
    assert {key.rpartition("/")[2] for key in steps(Case.objects.get(pk=cast.case.pk), now + 24 * DAY)} == {
        "7_days_left"
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_queries_for_one_case_and_for_many(
    count: int, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        open_practice(number=number, at=now, by=by)
    cases = list(Case.objects.all())
    with django_assert_num_queries(9):
        assert len(reminders_due(cases, now)) == count


def test_who_wrote_after_the_closing_is_not_forgotten(cast: Cast, now: datetime, by: Actor) -> None:
    asked = Asked(RequestKind.ACCESS, RequestChannel.LETTER, Said(), now)
    made = take_request(case=cast.case, notice=None, asked=asked, by=by, at=now)
    Case.objects.filter(pk=cast.case.pk).update(closed_at=now)
    cast.case.refresh_from_db()
    assert [case for batch in reminded_cases() for case in batch if case == cast.case] == [cast.case]
    assert steps(cast.case, now + 30 * 24 * HOUR) == {"reply:2026-03-04/7_days_left"}
    reply = Reply(now, RequestChannel.LETTER, "")
    answer_request(request=made, reply=reply, by=by, at=now)
    assert [case for batch in reminded_cases() for case in batch if case == cast.case] == []
