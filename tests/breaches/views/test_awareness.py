"""The pages of the awareness ledger."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.actions import attach_paper
from notifier.breaches.models import AwarenessFile, Case
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LETTER = b"%PDF-1.7 la lettre"


@pytest.fixture(autouse=True)
def frozen(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(cast.owner)
    return client


def page(client: Client, case: Case) -> str:
    return client.get(reverse("awareness", args=[case.pk])).content.decode()


def write(client: Client, case: Case, slug: str, moment: datetime, reason: str = "", file: bytes | None = None) -> str:
    """Post the form; empty where it was accepted."""
    data: dict[str, object] = {
        "happened_at": timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M"),
        "reason": reason,
    }
    if file is not None:
        data["file"] = SimpleUploadedFile("lettre-de-Canari.pdf", file)
    return client.post(reverse("write_awareness", args=[case.pk, slug]), data).content.decode()


def test_the_vendors_delay_stands_in_words(client: Client, cast: Cast, now: datetime) -> None:
    assert write(client, cast.case, "editeur-savait", now - timedelta(days=9)) == ""
    assert "Aucun avis de sa part n’est noté." in page(client, cast.case)
    assert write(client, cast.case, "editeur-a-prevenu", now, file=LETTER) == ""
    text = page(client, cast.case)
    assert "L’éditeur a prévenu 9 jours après avoir su." in text
    assert "Canari" not in text
    assert "SHA-256" in text


def test_a_correction_wants_its_reason_and_says_by_which_article(client: Client, cast: Cast, now: datetime) -> None:
    refused = write(client, cast.case, "certitude", now - HOUR)
    assert "Une correction est une nouvelle entrée, motivée (RGPD 33(5))." in refused
    assert write(client, cast.case, "certitude", now - HOUR, "L’heure était mal lue.") == ""
    text = page(client, cast.case)
    assert "corrigé depuis" in text
    assert "L’heure était mal lue." in text


def test_a_file_that_is_no_proof_comes_back(client: Client, cast: Cast, now: datetime) -> None:
    refused = write(client, cast.case, "editeur-a-prevenu", now, file=b"PK\x03\x04")
    assert "Ce fichier n’est ni un PDF" in refused
    entry = cast.case.awareness.get(kind="certainty")
    answer = client.post(reverse("attach_paper", args=[cast.case.pk, entry.pk]), {"file": SimpleUploadedFile("a", b"")})
    assert "Ce fichier n’est ni un PDF" in answer.content.decode()
    assert not AwarenessFile.objects.exists()


def test_a_paper_is_downloaded_under_a_name_of_ours_and_leaves_its_event(
    client: Client, cast: Cast, now: datetime, by: Actor
) -> None:
    file = attach_paper(entry=cast.case.awareness.get(), data=LETTER, by=by, at=now)
    answer = client.post(reverse("show_paper", args=[cast.case.pk, file.pk]))
    assert (answer.content, answer["Content-Type"]) == (LETTER, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="piece-{file.sha256[:8]}.pdf"'
    assert Event.objects.filter(kind="awareness.paper_shown").count() == 1


def test_papers_are_for_those_who_may_see_people(cast: Cast, now: datetime, by: Actor) -> None:
    file = attach_paper(entry=cast.case.awareness.get(), data=LETTER, by=by, at=now)
    seen = set()
    for name, user in cast.everyone.items():
        one = Client()
        one.force_login(user)
        if one.post(reverse("show_paper", args=[cast.case.pk, file.pk])).status_code == 200:
            seen.add(name)
    assert seen == {"owner", "assistant", "dpo", "auditor"}


def test_only_the_controller_is_offered_to_write(cast: Cast) -> None:
    offered = set()
    for name, user in cast.everyone.items():
        one = Client(headers={"accept-language": "fr"})
        one.force_login(user)
        if ">Corriger</a>" in page(one, cast.case):
            offered.add(name)
    assert offered == {"owner"}


def test_another_word_in_the_address_is_no_page(client: Client, cast: Cast) -> None:
    assert client.get(reverse("write_awareness", args=[cast.case.pk, "presse"])).status_code == 404


def test_a_closed_case_says_to_open_it_first(client: Client, cast: Cast, now: datetime) -> None:
    Case.objects.filter(pk=cast.case.pk).update(closed_at=now)
    assert "Ce dossier est clos. Rouvrez-le d’abord." in write(client, cast.case, "certitude", now - HOUR, "x")
