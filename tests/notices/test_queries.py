"""Reads for the wording's pages."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Channel
from notifier.notices.models import Master, Wording
from notifier.notices.queries import ApprovedVariants, current_wording, planned_routes
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


def test_the_draft_goes_before_what_is_approved(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    assert current_wording(case) == draft
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    assert current_wording(case) == draft
    assert current_wording(case) != draft_wording(case=case, by=by, at=now)
    assert current_wording(case).number == 2  # type: ignore[union-attr]


def test_without_a_wording_there_is_none(case: Case) -> None:
    assert current_wording(case) is None


def test_the_plan_is_what_approval_then_does(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    with django_assert_num_queries(2):
        planned = planned_routes(draft, now.year)
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    done: dict[tuple[str, str], int] = {}
    for row in case.notices.values_list("channel", "hold_reason"):
        done[row] = done.get(row, 0) + 1
    assert {(route.channel.value, route.hold.value): count for route, count in planned.items()} == done
    assert planned_routes(draft, now.year) == {}


def test_a_text_that_was_not_approved_is_missed_on_each_channel(now: datetime, by: Actor) -> None:
    notice = approved_case(emails=1, at=now, by=by).notices.get()
    patient, approved = notice.recipient, ApprovedVariants(notice.case, now.year)
    for channel in (None, Channel.EMAIL, Channel.LETTER):
        patient.language = "fr"
        assert approved.has_all(notice, patient, channel)
        patient.language = "en"
        assert not approved.has_all(notice, patient, channel)
    Master.objects.filter(channel=Channel.LETTER).delete()
    patient.language = "fr"
    left = ApprovedVariants(notice.case, now.year)
    assert (left.has_all(notice, patient), left.has_all(notice, patient, Channel.LETTER)) == (True, False)
