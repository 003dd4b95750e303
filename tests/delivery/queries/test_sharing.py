"""Whom a batch may be made of, and what is asked when it is of nobody."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import set_pace
from notifier.delivery.queries.limits import Limits, limits_for, pace_of
from notifier.delivery.queries.sharing import candidates, is_free, opens_at
from notifier.delivery.rules.pacing import Counted
from notifier.notices.models import Notice
from notifier.rosters.choices import MailBucket
from tests.delivery.pacing import FIRST, GMAIL, ORANGE, OTHER, SECOND, know_providers, paced_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def limited(now: datetime, by: Actor, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> tuple[Case, Limits]:
    know_providers(monkeypatch)
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"day": 5}, "orange": {"day": 5}}
    case = paced_case({(FIRST, GMAIL): 9, (FIRST, ORANGE): 2, (SECOND, OTHER): 4}, at=now, by=by)
    set_pace(case=case, per_day=8, by=by, at=now)
    return case, limits_for(pace_of(case.pk), (), now)


def buckets(case: Case, limits: Limits, used: dict[Counted, int], now: datetime, size: int = 10) -> dict[str, int]:
    found = candidates(Notice.objects.due(now).filter(case=case), limits, used, size)
    assert len({one.notice for one in found}) == len(found) <= size
    return {bucket: sum(one.bucket == bucket for one in found) for bucket in {one.bucket for one in found}}


def full(limits: Limits, *names: str) -> dict[Counted, int]:
    return {one.counted: one.most for name in names for one in limits.of_bucket(name)}


def test_who_is_full_is_left_out_and_the_others_fill_the_batch(limited: tuple[Case, Limits], now: datetime) -> None:
    case, limits = limited
    assert sum(buckets(case, limits, {}, now).values()) == 10
    assert buckets(case, limits, full(limits, "gmail"), now) == {"orange": 2, "other": 4}
    assert buckets(case, limits, full(limits, "orange"), now) == {"gmail": 5, "other": 4}
    assert buckets(case, limits, full(limits, "gmail"), now, size=3) == {"orange": 1, "other": 2}


def test_the_physician_whose_wave_is_full_is_left_out(limited: tuple[Case, Limits], now: datetime) -> None:
    case, limits = limited
    assert limits.physician is not None
    day = limits.physician.counted
    first = case.controller.physicians.get(rpps=FIRST)
    used = {Counted(day.scope, day.begins_at, day.span, str(first.pk)): 8}
    assert buckets(case, limits, used, now) == {"other": 4}
    assert is_free(case.pk, limits, used, now)
    assert opens_at(limits, used) == limits.physician.ends_at


def test_nothing_opens_where_nothing_is_full(limited: tuple[Case, Limits], now: datetime) -> None:
    case, limits = limited
    assert opens_at(limits, {}) is None
    Notice.objects.exclude(mail_bucket="gmail").delete()
    assert not is_free(case.pk, limits, full(limits, "gmail"), now)
    assert opens_at(limits, full(limits, "gmail")) is not None


def test_one_query_while_every_provider_has_room(limited: tuple[Case, Limits], now: datetime) -> None:
    case, limits = limited
    with CaptureQueriesContext(connection) as queries:
        buckets(case, limits, {}, now)
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        buckets(case, limits, full(limits, "gmail"), now)
    assert len(queries) == len(MailBucket) - 1
