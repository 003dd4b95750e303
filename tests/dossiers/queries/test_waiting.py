"""How many wait for an answer."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.dossiers.queries.waiting import Waiting, waiting_by_case
from notifier.notices.actions.requests import Asked, Reply, answer_request, take_request
from notifier.notices.choices import RequestChannel, RequestKind
from notifier.notices.rules.requests import Said
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_open_and_the_late_are_counted(
    now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    (one, _), (other, _) = (open_practice(number=number, at=now, by=by) for number in (1, 2))
    made = [
        take_request(
            case=one,
            notice=None,
            asked=Asked(RequestKind.QUESTION, RequestChannel.PHONE, Said(), now - days * DAY),
            by=by,
            at=now,
        )
        for days in (0, 10, 40)
    ]
    with django_assert_num_queries(1):
        counts = waiting_by_case([one.pk, other.pk], now)
    assert counts == {one.pk: Waiting(3, 1)}
    answer_request(request=made[2], reply=Reply(now, RequestChannel.PHONE, ""), by=by, at=now)
    assert waiting_by_case([one.pk], now) == {one.pk: Waiting(2, 0)}
    assert waiting_by_case([one.pk], now + 60 * DAY) == {one.pk: Waiting(2, 2)}
