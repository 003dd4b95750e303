"""The page of the reasons for a late filing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.models import LateReasons
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def late(now: datetime) -> Iterator[None]:
    with time_machine.travel(now + timedelta(days=5), tick=False):
        yield


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def client_of(cast: Cast, name: str) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(cast.everyone[name])
    return client


def test_the_controller_writes_and_the_dpo_reads(cast: Cast) -> None:
    address = reverse("late_reasons", args=[cast.case.pk])
    answer = client_of(cast, "owner").post(address, {"text": "Le serveur\nétait saisi."})
    assert answer["Location"] == address
    text = client_of(cast, "counting_dpo").get(address).content.decode()
    assert "Le serveur<br>était saisi." in text
    assert "<textarea" not in text
    assert client_of(cast, "dpo").post(address, {"text": "x"}).status_code == 403
    assert LateReasons.objects.count() == 1


def test_an_empty_reason_is_asked_for(cast: Cast) -> None:
    address = reverse("late_reasons", args=[cast.case.pk])
    assert "Écrivez la raison du retard." in client_of(cast, "owner").post(address, {"text": ""}).content.decode()


def test_in_time_there_is_nothing_to_write(cast: Cast, now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        client = client_of(cast, "owner")
        address = reverse("late_reasons", args=[cast.case.pk])
        assert "<textarea" not in client.get(address).content.decode()
        assert "n’est pas en retard" in client.post(address, {"text": "x"}).content.decode()
