"""The page of the contract with the vendor."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_awareness
from notifier.breaches.models import VendorTerm
from notifier.law.ledger import AwarenessKind
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import Shared
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(user)
    return client


def see(client: Client, page: str, shared: Shared) -> str:
    return client.get(reverse(page, args=[shared.one.pk])).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_controller_states_the_figure_and_the_clock_takes_it(shared: Shared, now: datetime, by: Actor) -> None:
    for kind, ago in ((AwarenessKind.VENDOR_KNEW, 30), (AwarenessKind.VENDOR_TOLD, 0)):
        record_awareness(case=shared.one, kind=kind, happened_at=now - ago * HOUR, by=by, at=now)
    with time_machine.travel(now, tick=False):
        client = client_of(shared.owner)
        assert "fait, après la limite" not in see(client, "deadlines", shared)
        address = reverse("vendor_term", args=[shared.one.pk])
        answer = client.post(address, {"hours": "24", "since": "2024-01-01"})
        assert answer["Location"] == address
        assert "Pour ce dossier, le contrat prévoit 24 heures." in see(client, "vendor_term", shared)
        text = see(client, "deadlines", shared)
        assert "fait, après la limite" in text
        assert "<dt>Retard</dt><dd>6 heures</dd>" in text
        assert "délai du contrat" in text
        ledger = see(client, "awareness", shared)
    assert "L’éditeur a prévenu 30 heures après avoir su." in ledger
    assert "Le contrat prévoit 24 heures." in ledger
    assert "dépassé de 6 heures" in ledger


def test_a_promise_that_was_kept_is_said(shared: Shared, now: datetime, by: Actor) -> None:
    for kind, ago in ((AwarenessKind.VENDOR_KNEW, 20), (AwarenessKind.VENDOR_TOLD, 0)):
        record_awareness(case=shared.one, kind=kind, happened_at=now - ago * HOUR, by=by, at=now)
    with time_machine.travel(now, tick=False):
        client = client_of(shared.owner)
        client.post(reverse("vendor_term", args=[shared.one.pk]), {"hours": "24", "since": "2024-01-01"})
        assert "tenu" in see(client, "awareness", shared)


def test_what_is_refused_names_its_article_and_loses_nothing(shared: Shared, now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        answer = client_of(shared.owner).post(
            reverse("vendor_term", args=[shared.one.pk]), {"hours": "24", "since": "2030-01-01"}
        )
    text = answer.content.decode()
    assert "RGPD 28(3), 33(2)" in text
    assert 'value="24"' in text
    assert not VendorTerm.objects.exists()


def test_others_read_it_and_strangers_do_not(shared: Shared, now: datetime, by: Actor) -> None:
    office = mandate_office(shared, at=now, by=by)
    address = reverse("vendor_term", args=[shared.one.pk])
    dpo = client_of(office.dpo)
    assert "Le responsable n’a encore rien noté." in dpo.get(address).content.decode()
    assert dpo.post(address, {"hours": "24", "since": "2024-01-01"}).status_code == 403
    assert client_of(shared.other).get(address).status_code == 404


def test_a_breach_without_a_vendor_has_no_such_page(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    assert client_of(owner).get(reverse("vendor_term", args=[case.pk])).status_code == 404
