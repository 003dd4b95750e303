"""Downloading evidence, and the script that checks it."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from notifier.accounts.models import User
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dossiers import verify
from notifier.dossiers.queries.door import evidence_door
from tests.audit.test_keys import NEW
from tests.dossiers.packages import verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def test_the_practice_downloads_a_package_that_holds(case: Case, owner: User, client: Client) -> None:
    answer = client.post(reverse("evidence", args=[case.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert verdict(answer.content, key=evidence_door().fingerprint) == "yes"
    assert Event.objects.get(kind="evidence.exported").actor == f"user:{owner.pk}"


def test_a_link_alone_hands_nothing_over(case: Case, client: Client) -> None:
    assert client.get(reverse("evidence", args=[case.pk])).status_code == 405


def test_the_page_shows_the_key_to_compare(case: Case, client: Client, now: datetime) -> None:
    make_checkpoint(at=now)
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert evidence_door().fingerprint in page
    assert reverse("verify_script") in page


def test_a_log_that_cannot_be_signed_is_said_and_nothing_is_handed_over(
    case: Case, client: Client, now: datetime, settings: Settings
) -> None:
    make_checkpoint(at=now)
    settings.LOG_KEYS = NEW
    answer = client.post(reverse("evidence", args=[case.pk]), follow=True)
    assert "Rien n’a été remis" in answer.content.decode()


def test_anybody_gets_the_script() -> None:
    answer = Client().get(reverse("verify_script"))
    with open(verify.__file__, "rb") as file:
        assert (answer.status_code, answer.content) == (200, file.read())
