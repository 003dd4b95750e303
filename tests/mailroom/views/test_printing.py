"""Printing from the case's page."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.mailroom.models import PrintRun
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(case: Case, client: Client) -> User:
    user = User.objects.get(email="medecin1@example.org")
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return user


def test_the_practice_prints_its_letters(case: Case, owner: User, client: Client) -> None:
    answer = client.post(reverse("print_run", args=[case.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="tirage-0001.pdf"'
    assert Event.objects.get(kind="print_run.plain").actor == f"user:{owner.pk}"


def test_a_second_click_prints_nobody_twice(case: Case, owner: User, client: Client) -> None:
    client.post(reverse("print_run", args=[case.pk]))
    answer = client.post(reverse("print_run", args=[case.pk]), follow=True)
    assert "déjà dans un tirage" in answer.content.decode()
    assert PrintRun.objects.count() == 1


def test_a_download_that_was_lost_can_be_had_again(case: Case, owner: User, client: Client) -> None:
    first = client.post(reverse("print_run", args=[case.pk])).content
    again = reverse("print_run_again", args=[case.pk, 1])
    assert again in client.get(reverse("case", args=[case.pk])).content.decode()
    answer = client.post(again)
    assert answer.content == first
    assert answer["Content-Disposition"] == 'attachment; filename="tirage-0001.pdf"'
    assert Event.objects.filter(kind="print_run.plain", actor=f"user:{owner.pk}").count() == 2
    assert client.post(reverse("print_run_again", args=[case.pk, 2])).status_code == 404


def test_looking_prints_nothing(case: Case, owner: User, client: Client) -> None:
    assert client.get(reverse("print_run", args=[case.pk])).status_code == 405


def test_another_practice_finds_nothing(case: Case, client: Client, now: datetime, by: Actor) -> None:
    _, stranger = open_practice(number=2, at=now, by=by)
    client.force_login(stranger)
    assert client.post(reverse("print_run", args=[case.pk])).status_code == 404
    assert client.post(reverse("print_run_again", args=[case.pk, 1])).status_code == 404
    assert not PrintRun.objects.exists()
