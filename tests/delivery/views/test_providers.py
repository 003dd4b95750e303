"""What a provider says of its copies."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.models import Case, Document
from notifier.delivery.actions import note_handover
from notifier.delivery.choices import ProviderKind
from notifier.delivery.models import Handover
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(now: datetime, by: Actor, client: Client) -> tuple[Case, Handover]:
    case, owner = open_practice(at=now, by=by)
    client.force_login(owner)
    client.cookies["django_language"] = "fr"
    return case, note_handover(case=case.pk, kind=ProviderKind.PRINTER, provider="lyon", days=30, by=by, at=now)


def see(client: Client, page: str, *args: object) -> str:
    return client.get(reverse(page, args=args)).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_providers_word_stops_its_clock(client: Client, held: tuple[Case, Handover], now: datetime) -> None:
    case, row = held
    with time_machine.travel(now + timedelta(days=20), tick=False):
        assert "imprimeur « lyon »" in see(client, "deadlines", case.pk)
        assert "30 jours après la dernière remise" in see(client, "deadlines", case.pk)
        paper = SimpleUploadedFile("attestation.pdf", b"%PDF-1.7")
        address = reverse("copies_erased", args=[case.pk, row.pk])
        answer = client.post(address, {"erased_at": "2026-03-20T10:00", "file": paper})
        assert answer["Location"] == reverse("deadlines", args=[case.pk])
        assert "La confirmation du prestataire" in see(client, "deadlines", case.pk)
        assert "Effacement confirmé" in see(client, "copies_erased", case.pk, row.pk)
        address = reverse("document", args=[case.pk, Document.objects.get().pk])
        assert client.get(address).content == b"%PDF-1.7"


def test_a_word_from_the_future_is_refused_with_its_article(
    client: Client, held: tuple[Case, Handover], now: datetime
) -> None:
    case, row = held
    with time_machine.travel(now, tick=False):
        answer = client.post(reverse("copies_erased", args=[case.pk, row.pk]), {"erased_at": "2031-01-01T10:00"})
    assert "RGPD 28(3)(g)" in answer.content.decode()
    row.refresh_from_db()
    assert row.erased_at is None


def test_another_cases_copies_are_not_found(
    client: Client, held: tuple[Case, Handover], now: datetime, by: Actor
) -> None:
    other, _ = open_practice(number=2, at=now, by=by)
    assert client.get(reverse("copies_erased", args=[other.pk, held[1].pk])).status_code == 404
