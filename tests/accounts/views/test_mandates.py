"""The pages where a controller accepts the contract, and gives and ends mandates."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import Agreement, Mandate
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.models import StagedRoster
from tests.cast import Cast, make_cast
from tests.worlds import roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def logged_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    client.cookies["django_language"] = "fr"
    return client


def address(cast: Cast, page: str) -> str:
    return reverse(page, args=[cast.case.controller_id])


@pytest.mark.parametrize("page", ["agreement", "mandates"])
def test_only_the_practices_own_people_find_its_pages(cast: Cast, page: str) -> None:
    opened = {
        name for name, user in cast.everyone.items() if logged_in(user).get(address(cast, page)).status_code == 200
    }
    assert opened == {"owner", "assistant"}
    assert Client().get(address(cast, page)).status_code == 302


def test_the_list_opens_once_the_contract_is_accepted(cast: Cast) -> None:
    Agreement.objects.all().delete()
    client, upload = logged_in(cast.owner), reverse("roster_upload", args=[cast.case.pk])
    refused = client.post(upload, {"file": SimpleUploadedFile("liste.csv", roster(emails=1))}).content.decode()
    assert "n’a pas encore accepté le contrat" in refused
    assert address(cast, "agreement") in refused
    assert not StagedRoster.objects.exists()
    assert client.post(address(cast, "agreement"), {"version": 1}).status_code == 302
    assert client.post(upload, {"file": SimpleUploadedFile("liste.csv", roster(emails=1))}).status_code == 302
    assert StagedRoster.objects.count() == 1


def test_an_assistant_reads_the_contract_and_cannot_accept_it(cast: Cast) -> None:
    Agreement.objects.all().delete()
    client = logged_in(cast.assistant)
    assert "doit l’accepter lui-même" in client.get(address(cast, "agreement")).content.decode()
    assert client.post(address(cast, "agreement"), {"version": 1}).status_code == 403
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("version", ["", "7", "x"])
def test_another_version_than_the_one_shown_is_not_accepted(cast: Cast, version: str) -> None:
    Agreement.objects.all().delete()
    page = logged_in(cast.owner).post(address(cast, "agreement"), {"version": version}).content.decode()
    assert "Le texte a changé entre-temps." in page
    assert not Agreement.objects.exists()


def test_a_mandate_is_given_and_ended_on_the_page(cast: Cast) -> None:
    client, office = logged_in(cast.owner), cast.dpo.memberships.get().organisation
    mandate = Mandate.objects.get(office=office)
    client.post(reverse("end_mandate", args=[cast.case.controller_id, mandate.pk]))
    assert not Case.objects.visible_to(cast.dpo).exists()
    client.post(address(cast, "mandates"), {"office": office.pk})
    assert Case.objects.visible_to(cast.dpo).exists()
    assert not Mandate.objects.in_force().get(office=office).may_see_names


def test_nobody_ends_the_mandate_of_another_practice(cast: Cast) -> None:
    mandate = Mandate.objects.filter(controller=cast.case.controller_id).first()
    assert mandate is not None
    own = cast.stranger.memberships.get().organisation_id
    ends = [
        logged_in(cast.stranger).post(reverse("end_mandate", args=[practice, mandate.pk])).status_code
        for practice in (own, cast.case.controller_id)
    ]
    assert ends == [404, 404]
    assert logged_in(cast.assistant).post(address(cast, "mandates"), {"office": 1}).status_code == 403


def test_a_vendor_cannot_be_mandated(cast: Cast) -> None:
    house = cast.vendor.memberships.get().organisation_id
    page = logged_in(cast.owner).post(address(cast, "mandates"), {"office": house}).content.decode()
    assert "Choisissez un bureau." in page
