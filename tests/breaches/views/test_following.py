"""The board as a DPO's office works with it, and what the vendor reads instead."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.models import Assignment, FactsOffer, Nudge
from notifier.dashboard.queries import boards
from tests.breaches.offices import Office, mandate_office
from tests.breaches.sharing import Shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(shared: Shared, now: datetime, by: Actor, client: Client) -> Office:
    office = mandate_office(shared, both=False, at=now, by=by)
    client.force_login(office.dpo)
    client.cookies["django_language"] = "fr"
    return office


def act(client: Client, shared: Shared, **data: object) -> str:
    data = {"dossier": [shared.one.pk, shared.two.pk, "x"], **data}
    return client.post(reverse("act_on_cases", args=[shared.breach.pk]), data, follow=True).content.decode()


def test_acts_reach_the_mandating_controllers_only(client: Client, shared: Shared, office: Office) -> None:
    assert "1 cabinet rappelé." in act(client, shared, acte="rappeler")
    assert [nudge.case for nudge in Nudge.objects.all()] == [shared.one]
    assert "0 cabinet rappelé." in act(client, shared, acte="rappeler")


def test_cases_are_given_to_a_colleague(client: Client, shared: Shared, office: Office) -> None:
    page = act(client, shared, acte="confier", a=office.coordinator.pk)
    assert "Confié à Personne coordination" in page
    assert "Choisissez à qui confier ces dossiers." in act(client, shared, acte="confier", a=shared.vendor.pk)
    assert Assignment.objects.count() == 1


def test_the_newest_facts_are_offered(client: Client, shared: Shared, office: Office, now: datetime, by: Actor) -> None:
    assert "Choisissez ce qu’il faut faire." in act(client, shared, acte="proposer")
    shared.write(by=by, at=now)
    assert "Faits proposés à 1 cabinet." in act(client, shared, acte="proposer")
    assert FactsOffer.objects.get().case == shared.one


def test_without_a_tick_nothing_is_done(client: Client, shared: Shared, office: Office) -> None:
    assert "Cochez d’abord des dossiers." in act(client, shared, dossier=[], acte="rappeler")
    assert not Nudge.objects.exists()


def test_the_filter_stays_after_an_act(client: Client, shared: Shared, office: Office) -> None:
    data = {"dossier": [shared.one.pk], "acte": "rappeler", "voir": "ferme", "tri": "nom"}
    answer = client.post(reverse("act_on_cases", args=[shared.breach.pk]), data)
    assert answer["Location"].endswith("?voir=ferme&tri=nom")


def test_everything_on_a_page_can_be_ticked_at_once(client: Client, shared: Shared, office: Office) -> None:
    board = reverse("breach", args=[shared.breach.pk])
    page = client.get(board, {"voir": "ferme"}).content.decode()
    assert "?voir=ferme&amp;coches=1" in page
    assert "checked" not in page
    assert client.get(board, {"voir": "ferme", "coches": "1"}).content.decode().count("checked") == 1


def test_all_of_a_filter_can_be_ticked_whatever_the_page_shows(
    client: Client, shared: Shared, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(mandate_office(shared, at=now, by=by).dpo)
    client.cookies["django_language"] = "fr"
    monkeypatch.setattr(boards, "PAGE", 1)
    board = reverse("breach", args=[shared.breach.pk])
    assert "Cocher les 2 dossiers de ce filtre" in client.get(board).content.decode()
    page = client.get(board, {"coches": "tout"}).content.decode()
    assert "1 dossier d’une autre page est coché aussi." in page
    on_page = re.findall(r'name="dossier" value="([^"]+)"', page)
    elsewhere = re.findall(r'name="dossiers" value="([^"]+)"', page)
    assert {*on_page, *elsewhere} == {str(shared.one.pk), str(shared.two.pk)}
    data = {"dossier": on_page, "dossiers": elsewhere[0], "acte": "rappeler"}
    assert (
        "2 cabinets rappelés."
        in client.post(reverse("act_on_cases", args=[shared.breach.pk]), data, follow=True).content.decode()
    )


@pytest.mark.parametrize("query", [{"voir": "rien"}, {"tri": "x"}, {"apres": "y"}])
def test_an_address_that_means_nothing_shows_the_board(
    client: Client, shared: Shared, office: Office, query: dict[str, str]
) -> None:
    assert client.get(reverse("breach", args=[shared.breach.pk]), query).status_code == 200


@pytest.mark.parametrize("who", ["owner", "vendor"])
def test_nobody_else_acts_on_many(client: Client, shared: Shared, who: str) -> None:
    client.force_login(getattr(shared, who))
    answer = client.post(reverse("act_on_cases", args=[shared.breach.pk]), {"acte": "rappeler"})
    assert answer.status_code == 403


def test_the_vendor_reads_counts_and_no_practices_name(
    client: Client, shared: Shared, now: datetime, by: Actor
) -> None:
    shared.write(by=by, at=now)
    client.force_login(shared.vendor)
    for name in ("breach", "breach_facts", "invitations", "vendor_counts"):
        page = client.get(reverse(name, args=[shared.breach.pk]), follow=True)
        assert page.status_code == 200
        assert "Numéro" not in page.content.decode(), name
    assert client.get(reverse("breach", args=[shared.breach.pk]))["Location"] == reverse(
        "vendor_counts", args=[shared.breach.pk]
    )


def test_counts_are_the_vendors_alone(client: Client, shared: Shared) -> None:
    client.force_login(shared.owner)
    assert client.get(reverse("vendor_counts", args=[shared.breach.pk])).status_code == 403
