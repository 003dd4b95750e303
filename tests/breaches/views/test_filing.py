from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.breaches.models import Case, Filing
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor, client: Client) -> Case:
    case, user = open_practice(at=now, by=by)
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return case


def file_at(client: Client, case: Case, moment: datetime) -> str:
    data = {
        "filed_at": timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M"),
        "channel": "online_form",
        "receipt": "R-1",
    }
    return client.post(reverse("file_report", args=[case.pk]), data).content.decode()


def test_a_filing_is_noted_and_stops_the_clock(case: Case, client: Client) -> None:
    file_at(client, case, case.aware_at + timedelta(hours=1))
    assert Filing.objects.get().receipt == "R-1"
    assert "Déclaré à la CNIL" in client.get(reverse("case", args=[case.pk])).content.decode()


def test_a_filing_before_awareness_comes_back_with_its_reason(case: Case, client: Client) -> None:
    page = file_at(client, case, case.aware_at - timedelta(hours=1))
    assert "Cette date précède celle où vous avez eu connaissance de la fuite." in page
    assert Filing.objects.count() == 0


def test_a_filing_in_the_future_is_refused(case: Case, client: Client) -> None:
    assert "Cette date est dans le futur." in file_at(client, case, timezone.now() + timedelta(days=1))


def test_an_unreadable_date_is_refused_where_it_stands(case: Case, client: Client) -> None:
    data = {"filed_at": "hier", "channel": "online_form"}
    page = client.post(reverse("file_report", args=[case.pk]), data).content.decode()
    assert "À corriger" in page


def test_a_filing_without_a_date_is_asked_for_it_by_name(case: Case, client: Client) -> None:
    page = client.post(reverse("file_report", args=[case.pk]), {"channel": "online_form"}).content.decode()
    assert page.count("Indiquez le jour et l’heure de la déclaration.") == 2
    assert "<title>Erreur – " in page


def test_a_second_filing_is_told_of_the_first(case: Case, client: Client) -> None:
    file_at(client, case, case.aware_at + timedelta(hours=1))
    page = client.get(reverse("file_report", args=[case.pk])).content.decode()
    assert "Une déclaration est déjà notée" in page
