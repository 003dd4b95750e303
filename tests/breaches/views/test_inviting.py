"""Inviting, and the door a link opens."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions.inviting import invite
from notifier.breaches.models import Invitation
from notifier.breaches.queries.inviting import token_of
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import Shared

pytestmark = pytest.mark.django_db
PASSWORD = "un mot de passe assez long"


@pytest.fixture
def link(shared: Shared, by: Actor) -> str:
    at = timezone.now()
    invite(breach=shared.breach, people=[shared.owner], invited_by=shared.vendor, by=by, at=at)
    return reverse("invited", args=[token_of(Invitation.objects.get())])


def choose(client: Client, link: str, password: str = PASSWORD) -> int:
    return client.post(link, {"new_password1": password, "new_password2": password}).status_code


def test_looking_at_a_link_does_not_use_it(client: Client, link: str) -> None:
    assert [client.get(link).status_code for _ in range(2)] == [200, 200]
    assert Invitation.objects.get().accepted_at is None


def test_a_person_chooses_a_password_and_logs_in(client: Client, link: str, shared: Shared) -> None:
    assert choose(client, link) == 302
    assert [client.get(link).status_code, choose(client, link)] == [410, 410]
    answer = client.post(reverse("account_login"), {"login": shared.owner.email, "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.parametrize("password", ["court", "password1234"])
def test_a_weak_password_is_refused(client: Client, link: str, password: str) -> None:
    assert choose(client, link, password) == 200
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("token", ["1", "1:abc", "x:y"])
def test_a_made_up_link_opens_nothing(client: Client, link: str, token: str) -> None:
    assert client.get(reverse("invited", args=[token])).status_code == 410


def test_a_vendor_invites_all_who_have_no_account(client: Client, shared: Shared) -> None:
    client.force_login(shared.vendor)
    address = reverse("invitations", args=[shared.breach.pk])
    for _ in range(2):
        client.post(address)
    assert Invitation.objects.count() == 2
    assert "Numéro 1" not in client.get(address).content.decode()


def test_an_office_sees_who_never_opened_theirs(client: Client, shared: Shared, now: datetime, by: Actor) -> None:
    office = mandate_office(shared, both=False, at=now, by=by)
    client.force_login(office.dpo)
    client.cookies["django_language"] = "fr"
    address = reverse("invitations", args=[shared.breach.pk])
    assert "jamais invité" in client.get(address).content.decode()
    client.post(address)
    page = client.get(address).content.decode()
    assert "pas encore ouverte" in page
    assert "Dr Numéro 1" in page
    assert "Dr Numéro 2" not in page
    assert "compte jamais ouvert" in client.get(reverse("breach", args=[shared.breach.pk])).content.decode()


@pytest.mark.parametrize("who", ["owner", "other"])
def test_a_controller_invites_nobody_of_others(client: Client, shared: Shared, who: str) -> None:
    client.force_login(getattr(shared, who))
    assert client.post(reverse("invitations", args=[shared.breach.pk])).status_code == 403
    assert not User.objects.filter(invitations__isnull=False).exists()
