"""Which limit slows a case, what it waits for, and when the last one goes."""

from datetime import datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from notifier.audit.actors import Actor
from notifier.delivery.actions import claim_batch, set_pace
from notifier.delivery.choices import Brake
from notifier.delivery.queries.pace import forecast, pace
from notifier.delivery.queries.slowing import relay_slowing, slowing
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.delivery.pacing import FIRST, GMAIL, OTHER, SECOND, know_providers, paced_case
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _providers(monkeypatch: pytest.MonkeyPatch) -> None:
    know_providers(monkeypatch)


def midnight(now: datetime, days: int) -> datetime:
    """In Paris, in winter."""
    return now.replace(hour=23, minute=0) + timedelta(days=days - 1)


def work(at: datetime, by: Actor) -> None:
    """All that can go then has gone."""
    while claim_batch(channels=[Channel.EMAIL], size=100, case=None, by=by, at=at):
        Notice.objects.filter(state=State.CLAIMED).update(state=State.SENT, token=None, lease_until=None)


def test_without_a_limit_nothing_slows_and_one_query_says_so(
    now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = approved_case(emails=3, at=now, by=by)
    with django_assert_num_queries(1):
        assert slowing(case.pk, now) is None
    with django_assert_num_queries(0):
        assert relay_slowing(3, now) is None


def test_the_physician_with_most_patients_decides(now: datetime, by: Actor) -> None:
    case = paced_case({(FIRST, OTHER): 7, (SECOND, OTHER): 2}, at=now, by=by)
    set_pace(case=case, per_day=2, by=by, at=now)
    found = slowing(case.pk, now, now + timedelta(days=2))
    assert found is not None
    assert (found.brake, found.ends_at, found.waits_for) == (Brake.PHYSICIAN, midnight(now, 3), None)
    assert found.remedy == 3
    work(now, by)
    later = slowing(case.pk, now, now + timedelta(days=9))
    assert later is not None
    assert (later.waits_for, later.until) == (Brake.PHYSICIAN, midnight(now, 1))
    assert (later.ends_at, later.remedy) == (midnight(now, 3), None)


def test_what_is_forecast_is_what_happens(now: datetime, by: Actor) -> None:
    case = paced_case({(FIRST, OTHER): 7, (SECOND, OTHER): 5}, at=now, by=by)
    set_pace(case=case, per_day=2, quiet_from=time(20), quiet_until=time(8), by=by, at=now)
    found = slowing(case.pk, now)
    assert found is not None
    assert found.ends_at == midnight(now, 3) + timedelta(hours=8)
    for day in range(3):
        work(now + timedelta(days=day), by)
    assert Notice.objects.filter(state=State.QUEUED).count() == 1
    work(found.ends_at - timedelta(seconds=1), by)
    assert Notice.objects.filter(state=State.QUEUED).count() == 1
    work(found.ends_at, by)
    assert not Notice.objects.filter(state=State.QUEUED).exists()
    assert slowing(case.pk, found.ends_at) is None


def test_the_relay_decides_where_it_is_slower_and_cases_share_it(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_LIMIT = {"day": 4}
    case = approved_case(number=1, emails=9, at=now, by=by)
    alone = slowing(case.pk, now)
    assert alone is not None
    assert (alone.brake, alone.ends_at) == (Brake.RELAY, midnight(now, 2))
    approved_case(number=2, emails=9, at=now, by=by)
    shared = slowing(case.pk, now)
    assert shared is not None
    assert shared.ends_at == midnight(now, 4)
    work(now, by)
    full = slowing(case.pk, now)
    assert full is not None
    assert (full.waits_for, full.until, full.remedy) == (Brake.RELAY, midnight(now, 1), None)


def test_a_domain_that_warms_up_is_forecast_day_by_day(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_WARM_UP = (2, 8)
    case = approved_case(emails=12, at=now, by=by)
    found = slowing(case.pk, now)
    assert found is not None
    assert (found.brake, found.ends_at) == (Brake.WARM_UP, midnight(now, 2))
    work(now, by)
    assert relay_slowing(10, now) is not None
    for day in (1, 2):
        work(now + timedelta(days=day), by)
    assert not Notice.objects.filter(state=State.QUEUED).exists()


def test_the_provider_that_is_slowest_is_named(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"day": 2}, "other": {"day": 100}}
    case = paced_case({(FIRST, GMAIL): 5, (FIRST, OTHER): 5}, at=now, by=by)
    work(now, by)
    found = slowing(case.pk, now)
    assert found is not None
    assert (found.brake, found.bucket, found.ends_at) == (Brake.BUCKET, "gmail", midnight(now, 2))
    assert (found.waits_for, found.until) == (Brake.BUCKET, midnight(now, 1))


def test_a_limit_of_years_is_said_to_be_one(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_LIMIT = {"day": 1}
    found = relay_slowing(10**6, now)
    assert found is not None
    assert (found.brake, found.ends_at) == (Brake.RELAY, None)
    told = forecast(pace(now), [], left=10**6, target=now + timedelta(days=1), slowing=found)
    assert (told.ends_at, told.brake, told.is_after_target) == (None, Brake.RELAY, True)


def test_the_forecast_takes_the_slower_of_speed_and_limits(now: datetime, by: Actor) -> None:
    case = paced_case({(FIRST, OTHER): 6}, at=now, by=by)
    set_pace(case=case, per_day=2, by=by, at=now)
    told = forecast(pace(now), [case.pk], left=6, slowing=slowing(case.pk, now))
    assert (told.brake, told.ends_at) == (Brake.PHYSICIAN, midnight(now, 2))
    set_pace(case=case, per_day=100, by=by, at=now)
    told = forecast(pace(now), [case.pk], left=6, slowing=slowing(case.pk, now))
    assert (told.brake, told.ends_at) == (Brake.SPEED, None)


def test_letters_are_slowed_by_nothing(now: datetime, by: Actor) -> None:
    case = approved_case(letters=5, at=now, by=by)
    set_pace(case=case, per_day=1, by=by, at=now)
    assert slowing(case.pk, now) is None
