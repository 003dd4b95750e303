"""The register's page."""

import json
from datetime import datetime

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions import register as exporting
from notifier.dossiers.queries import register as reading
from tests.dossiers.endings import told
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
REGISTER, EXPORT = "/registre/", "/registre/export/"


@pytest.fixture
def client(decider: User, now: datetime) -> Client:
    client = Client(headers={"accept-language": "fr"})
    with time_machine.travel(now, tick=False):
        client.force_login(decider)
    return client


def at(now: datetime, client: Client, address: str, data: dict[str, str] | None = None) -> HttpResponse:
    with time_machine.travel(now, tick=False):
        return client.get(address) if data is None else client.post(address, data)  # type: ignore[return-value]


def test_one_s_own_breach_is_there_and_no_patient(client: Client, unfiled: Case, now: datetime, by: Actor) -> None:
    other, _ = open_practice(number=2, at=now, by=by)
    text = at(now, client, reverse("register")).content.decode()
    assert unfiled.controller.organisation.name in text
    assert other.controller.organisation.name not in text
    assert "4 concernées, 2 informées" in text
    assert "Non déclarée" in text
    assert "Canari" not in text


def test_a_filter_that_keeps_nothing_says_so_and_what_it_is(client: Client, unfiled: Case, now: datetime) -> None:
    text = at(now, client, f"{REGISTER}?declaration=oui&du=2026-01-01").content.decode()
    assert "Aucune violation ne correspond à ce filtre." in text
    assert "<strong>Déclarée</strong>" in text


def test_a_period_that_ends_before_it_begins_comes_back(client: Client, ended: Case, now: datetime) -> None:
    text = at(now, client, f"{REGISTER}?du=2026-03-02&au=2026-03-01").content.decode()
    assert "Ce jour précède le premier." in text


def test_a_foreign_breach_is_no_choice(client: Client, ended: Case, now: datetime, by: Actor) -> None:
    other, _ = open_practice(number=2, at=now, by=by)
    text = at(now, client, f"{REGISTER}?violation={other.breach_id}").content.decode()
    assert "À corriger" in text
    assert at(now, client, EXPORT, {"format": "csv", "violation": str(other.breach_id)}).status_code == 302


def test_the_next_page_keeps_the_filter(
    client: Client, ended: Case, decider: User, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 1)
    first = at(now, client, f"{REGISTER}?etat=oui").content.decode()
    assert "Plus ancien" not in first
    second = at(now, client, f"{REGISTER}?etat=oui&apres={ended.pk}").content.decode()
    assert ended.controller.organisation.name not in second.split("<main")[1]


def test_what_the_filter_keeps_is_taken_away(client: Client, unfiled: Case, now: datetime) -> None:
    answer = at(now, client, EXPORT, {"format": "json", "declaration": "non"})
    assert answer["Content-Disposition"] == 'attachment; filename="registre-2026-03-04.json"'
    assert [entry["case"] for entry in json.loads(answer.content)] == [str(unfiled.pk)]
    assert at(now, client, EXPORT, {"format": "csv"})["Content-Type"] == "text/csv; charset=utf-8"
    assert at(now, client, EXPORT, {"format": "pdf"}).content[:5] == b"%PDF-"
    assert at(now, client, EXPORT, {"format": "xlsx"}).status_code == 404
    assert len(told("register.exported")) == 3


def test_a_register_too_long_for_a_pdf_says_what_to_do(
    client: Client, ended: Case, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "PDF_LIMIT", 0)
    answer = at(now, client, EXPORT, {"format": "pdf", "etat": "oui"})
    assert answer["Location"] == "/registre/?etat=oui"
    assert "trop long pour un PDF" in at(now, client, answer["Location"]).content.decode()
