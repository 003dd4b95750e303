"""The page of the calendar's address, and the calendar."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(cast.owner)
    return client


def made(client: Client) -> str:
    """The path of a new address, read from the page that shows it."""
    text = client.post(reverse("calendar_address")).content.decode()
    found = re.search(r"<code>https?://[^/]+(/agenda/[^<]+\.ics)</code>", text)
    assert found is not None
    return found[1]


def test_the_address_is_shown_once_and_opens_without_a_login(client: Client, cast: Cast) -> None:
    path = made(client)
    assert path not in client.get(reverse("calendar_address")).content.decode()
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert str(cast.case.pk) in answer.content.decode().replace("\r\n ", "")
    assert "no-store" in answer["Cache-Control"]


def test_replaced_or_taken_back_it_answers_nobody(client: Client) -> None:
    first, second = made(client), made(client)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    answer = client.post(reverse("revoke_calendar"), follow=True)
    assert "L’adresse ne répond plus." in answer.content.decode()
    assert Client().get(second).status_code == 404
    assert Client().post(second).status_code == 405


def test_the_page_itself_wants_a_login() -> None:
    assert Client().get(reverse("calendar_address")).status_code == 302
    assert Client().post(reverse("revoke_calendar")).status_code == 302
