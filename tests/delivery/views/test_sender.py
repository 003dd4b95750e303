"""The sender's page."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notifier.accounts.models import SenderCheck
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.notices.actions import draft_wording
from notifier.rosters.actions import import_roster
from tests.cast import Cast, make_cast
from tests.names import World
from tests.senders import DOMAIN, KEY, POLICY, real_sender
from tests.worlds import roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


@pytest.fixture
def world(cast: Cast, settings: Settings) -> Iterator[World]:
    with real_sender(settings) as world:
        yield world


def as_user(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.everyone[name])
    client.cookies["django_language"] = "fr"
    return client


def test_a_demo_has_nothing_to_look_up(cast: Cast) -> None:
    page = as_user(cast, "operator").post(reverse("sender"), follow=True).content.decode()
    assert "il n’y a rien à vérifier" in page
    assert SenderCheck.objects.count() == 0


def test_pressing_looks_again_and_says_what_to_publish(cast: Cast, world: World) -> None:
    del world.records[KEY, "CNAME"], world.records[POLICY, "TXT"]
    world.records[DOMAIN, "TXT"] = ['"v=spf1 mx:<b>&.test ~all"']
    client = as_user(cast, "operator")
    assert "n’a pas encore été vérifié" in client.get(reverse("sender")).content.decode()
    page = client.post(reverse("sender"), follow=True).content.decode()
    assert "v=DMARC1; p=quarantine; adkim=r; aspf=r" in page
    assert f"Aucune clé DKIM à {KEY}" in page
    assert "v=spf1 mx:&lt;b&gt;&amp;.test ~all" in page
    assert "<b>&" not in page
    assert Event.objects.get(kind="sender.failing").actor == f"user:{cast.operator.pk}"


def test_a_sender_in_order_says_so(cast: Cast, world: World) -> None:
    page = as_user(cast, "owner").post(reverse("sender"), follow=True).content.decode()
    assert "L’expéditeur est en ordre." in page
    assert "À corriger" not in page


def test_who_may_only_read_has_no_button(cast: Cast, world: World) -> None:
    for name in ("assistant", "dpo", "auditor"):
        client = as_user(cast, name)
        assert "Vérifier maintenant" not in client.get(reverse("sender")).content.decode()
        assert client.post(reverse("sender")).status_code == 403
    assert world.asked == []


def test_whoever_approves_is_led_here(cast: Cast, settings: Settings, now: datetime, by: Actor) -> None:
    data = roster(emails=1)
    import_roster(case=cast.case, data=data, confirmed=frozenset(), user=cast.owner, by=by, at=now)
    draft_wording(case=cast.case, by=by, at=now)
    with real_sender(settings):
        client = as_user(cast, "owner")
        page = client.get(reverse("approve", args=[cast.case.pk])).content.decode()
        assert "L’expéditeur des courriels n’a pas encore été vérifié." in page
        assert reverse("sender") in page
        client.post(reverse("sender"))
        page = client.get(reverse("approve", args=[cast.case.pk])).content.decode()
        assert "L’expéditeur des courriels" not in page
