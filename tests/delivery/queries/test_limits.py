"""Which limits hold at a moment, and what is used of them."""

from datetime import datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from notifier.audit.actors import Actor
from notifier.delivery.actions import set_pace
from notifier.delivery.choices import Brake
from notifier.delivery.models import Window
from notifier.delivery.queries.limits import (
    bucket_limits,
    case_scope,
    limits_for,
    pace_of,
    relay_has_room,
    relay_limits,
    used_within,
)
from notifier.delivery.rules.pacing import Candidate, Counted
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


def test_without_settings_nothing_is_asked(
    now: datetime, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert not limits_for(None, relay_limits(now), now)
        assert relay_has_room(())


def test_a_day_is_the_installation_s_for_the_relay_and_the_practice_s_for_its_physicians(
    now: datetime, by: Actor, settings: Settings
) -> None:
    settings.MAIL_LIMIT = {"day": 9}
    case = approved_case(emails=1, at=now, by=by)
    case.controller.postcode = "97400"
    case.controller.save(update_fields=["postcode"])
    set_pace(case=case, per_day=5, quiet_from=time(20), quiet_until=time(8), by=by, at=now)
    night = now.replace(hour=22)
    limits = limits_for(pace_of(case.pk), relay_limits(night), night)
    assert limits.relay[0].counted.begins_at == now.replace(day=3, hour=23, minute=0)
    assert limits.physician is not None
    assert limits.physician.counted.begins_at == now.replace(hour=20, minute=0)
    assert limits.quiet is not None
    # Two o'clock at night on Réunion.
    assert limits.quiet.end_of_night(night) == now.replace(day=5, hour=4, minute=0)


def test_the_warming_up_is_the_lower_of_two_days(now: datetime, settings: Settings) -> None:
    settings.MAIL_LIMIT, settings.MAIL_WARM_UP = {"day": 100}, (10, 1000)
    today = now.replace(day=3, hour=23, minute=0)
    for days, used in ((1, 30), (2, 40), (31, 900)):
        begins_at = today - timedelta(days=days)
        Window.objects.create(scope="relay", key=settings.MAIL_DOMAIN, span="day", begins_at=begins_at, used=used)
    limits = relay_limits(now)
    assert [(limit.most, limit.brake) for limit in limits] == [(100, Brake.RELAY), (80, Brake.WARM_UP)]
    assert relay_has_room(limits)
    Window.objects.create(scope="relay", key=settings.MAIL_DOMAIN, span="day", begins_at=today, used=80)
    assert not relay_has_room(limits)


def test_another_domain_warms_up_anew(now: datetime, settings: Settings) -> None:
    settings.MAIL_WARM_UP = (10, 1000)
    Window.objects.create(
        scope="relay", key="another.example.org", span="day", begins_at=now - timedelta(days=1), used=900
    )
    assert relay_limits(now)[0].most == 10


def test_every_physician_and_every_provider_has_its_own_count(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"hour": 5, "day": 50}}
    case = approved_case(emails=1, at=now, by=by)
    set_pace(case=case, per_day=3, by=by, at=now)
    limits = limits_for(pace_of(case.pk), (), now)
    notice = Notice.objects.get()
    named = [one.counted.key for one in limits.of(Candidate(notice.pk, 7, "gmail"))]
    assert named == ["gmail", "gmail", "7"]
    assert [one.counted.key for one in limits.of(Candidate(notice.pk, 8, "orange"))] == ["8"]
    assert [one.most for one in bucket_limits(now)["gmail"]] == [5, 50]


def test_what_is_used_is_read_at_once_and_of_no_other_case(
    now: datetime, by: Actor, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = approved_case(emails=1, at=now, by=by)
    set_pace(case=case, per_day=3, by=by, at=now)
    limits = limits_for(pace_of(case.pk), (), now)
    assert limits.physician is not None
    day = limits.physician.counted
    for scope, begins_at in (
        (day.scope, day.begins_at), (day.scope, day.begins_at - timedelta(days=1)), ("case:" + "0" * 32, day.begins_at)
    ):  # fmt: skip
        Window.objects.create(scope=scope, key="7", span="day", begins_at=begins_at, used=2)
    with django_assert_num_queries(1):
        assert used_within(limits) == {Counted(case_scope(case.pk), day.begins_at, day.span, "7"): 2}
