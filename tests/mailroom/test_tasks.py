"""The mailroom's ticks."""

from datetime import datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import consign_letters
from notifier.mailroom.models import Consignment
from notifier.mailroom.tasks import ask, hand_over
from notifier.notices.choices import State
from tests.mailroom.maileva import mail_house, options

pytestmark = pytest.mark.django_db


def test_without_a_provider_a_tick_does_nothing(settings: Settings) -> None:
    settings.HYBRID_MAIL = None
    hand_over()
    ask(unknown="argument")


def test_a_tick_hands_over_and_another_asks(
    case: Case, settings: Settings, now: datetime, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_house() as (house, front):
        settings.HYBRID_MAIL = options(front)
        consign_letters(case=case, provider="maileva", duplex=True, by=by, at=timezone.now())
        hand_over()
        hand_over()
        assert len(house.submitted()) == 3
        for sending in house.submitted():
            house.produce(sending, on=timezone.now().isoformat())
        Consignment.objects.update(due_at=timezone.now())
        ask()
        assert case.notices.filter(state=State.POSTED).count() == 3
        house.faults = lambda _step: 403
        Consignment.objects.update(due_at=timezone.now())
        ask()
        assert "login_refused" in caplog.text
        assert "Canari" not in caplog.text
