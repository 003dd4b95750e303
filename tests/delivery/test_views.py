from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case, Document
from notifier.delivery.actions import note_handover
from notifier.delivery.choices import Outcome, ProviderKind
from notifier.delivery.models import Attempt, Handover
from notifier.lib.ids import uuid7
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.worlds import approved_case, open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor, client: Client, django_user_model: type[User]) -> Case:
    case = approved_case(emails=2, at=now, by=by)
    for place, notice in enumerate(Notice.objects.order_by("pk")):
        Attempt.objects.create(
            id=uuid7(now, bytes([place] * 10)), notice=notice, number=1, channel="email", started_at=now, ended_at=now,
            outcome=Outcome.REFUSED, code=("550", "unsafe_field")[place],
        )  # fmt: skip
    Notice.objects.update(state=State.FAILED)
    client.force_login(django_user_model.objects.get())
    client.cookies["django_language"] = "fr"
    return case


def test_who_was_not_reached_is_shown_masked_with_the_reason(case: Case, client: Client) -> None:
    page = client.get(reverse("failures", args=[case.pk])).content.decode()
    assert "Le relais refuse cette adresse (réponse 550)" in page
    assert "L’adresse électronique ou le nom est inutilisable" in page
    assert page.count("E. C.") == 2
    assert "Canari" not in page
    assert "2 envois en échec" in client.get(reverse("case", args=[case.pk])).content.decode()


def test_the_controller_tries_again(case: Case, client: Client) -> None:
    page = client.post(reverse("requeue_failed", args=[case.pk]), follow=True).content.decode()
    assert "2 avis sont remis à l’envoi." in page
    assert set(Notice.objects.values_list("state", flat=True)) == {State.QUEUED}
    assert "Aucun envoi n’est en échec." in client.get(reverse("failures", args=[case.pk])).content.decode()


def test_a_closed_case_says_so(case: Case, now: datetime, client: Client) -> None:
    Case.objects.update(closed_at=now)
    page = client.post(reverse("requeue_failed", args=[case.pk]), follow=True).content.decode()
    assert "Ce dossier est clos" in page


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
