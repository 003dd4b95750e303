"""What is left to do."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.models import Mandate, User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import owe_checkpoints
from notifier.delivery.models import StaffMail
from notifier.delivery.queries import checkpoint_keepers, counts_by_state, due_channels, due_staff_mail, next_due
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_everyone_is_counted_once(case: Case, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        counts = counts_by_state()
    assert counts == {State.QUEUED: 4, State.HELD: 1}
    assert counts_by_state(uuid4()) == {}


def test_channels_with_work_are_named(case: Case, now: datetime) -> None:
    assert due_channels(now) == [Channel.EMAIL, Channel.LETTER]
    Notice.objects.filter(channel=Channel.EMAIL).update(due_at=now + timedelta(hours=1))
    assert due_channels(now, case.pk) == [Channel.LETTER]


def test_when_the_next_is_due(case: Case, now: datetime, by: Actor) -> None:
    assert next_due() == now
    Notice.objects.filter(state=State.QUEUED).update(state=State.SENT)
    assert next_due(case.pk) is None


def test_checkpoints_go_to_those_who_decide_and_to_mandated_dpos(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    keepers = {cast.owner, cast.stranger, cast.dpo, cast.counting_dpo}
    assert set(checkpoint_keepers()) == keepers
    Mandate.objects.filter(office__memberships__user=cast.dpo).update(ended_at=now)
    User.objects.filter(pk=cast.stranger.pk).update(is_active=False)
    assert set(checkpoint_keepers()) == keepers - {cast.dpo, cast.stranger}


def test_staff_mail_is_due_in_its_order(now: datetime, by: Actor) -> None:
    make_cast(at=now, by=by)
    owe_checkpoints(day=now.date(), by=by, at=now)
    last = StaffMail.objects.order_by("pk")[0]
    StaffMail.objects.filter(pk=last.pk).update(due_at=now + timedelta(minutes=1))
    assert len(due_staff_mail(now)) == 3
    assert list(due_staff_mail(now + timedelta(minutes=1)))[-1] == last
