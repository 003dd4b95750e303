"""The print run's page."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.mailroom.actions import note_posted, print_here
from notifier.mailroom.models import PrintRun
from notifier.mailroom.rules.posting import PRESUMED_AFTER_DAYS
from notifier.notices.choices import State
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(case: Case, now: datetime, by: Actor) -> PrintRun:
    return print_here(case=case, by=by, at=now)[0]


@pytest.fixture
def owner(case: Case, client: Client) -> User:
    user = User.objects.get(email="medecin1@example.org")
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return user


def page(client: Client, run: PrintRun) -> str:
    return client.get(reverse("run", args=[run.case_id, run.number])).content.decode()


def answer(client: Client, run: PrintRun, text: str) -> str:
    file = SimpleUploadedFile("reponse.csv", text.encode())
    address = reverse("run_disposition", args=[run.case_id, run.number])
    return client.post(address, {"file": file}, follow=True).content.decode()


def test_one_tap_notes_the_run_as_posted_today(owner: User, run: PrintRun, client: Client) -> None:
    assert "3 lettres imprimées ne sont pas notées comme postées" in page(client, run)
    address = reverse("run_posted", args=[run.case_id, run.number])
    assert "3 lettres postées" in client.post(address, {"aujourdhui": "1"}, follow=True).content.decode()
    assert Event.objects.get(kind="print_run.posted").actor == f"user:{owner.pk}"
    told = client.post(address, {"aujourdhui": "1"}, follow=True).content.decode()
    assert "déjà notées" in told
    assert "tout est posté" in told


def test_chosen_pieces_on_another_day(owner: User, run: PrintRun, client: Client, now: datetime) -> None:
    address = reverse("run_posted", args=[run.case_id, run.number])
    day = timezone.localdate(now).isoformat()
    client.post(address, {"on": day, "pieces": "1, 3"})
    assert run.pieces.get(position=2).notice.state == State.IN_RUN
    assert run.case.notices.filter(state=State.POSTED).count() == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"on": "2999-01-01"}, "jour est à venir"),
        ({"on": "2001-01-01"}, "jour précède le tirage"),
        ({"on": ""}, "Indiquez le jour"),
        ({"on": "2001-01-01", "pieces": "1-9"}, "de 1 à 3"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(
    owner: User, run: PrintRun, client: Client, typed: dict[str, str], told: str
) -> None:
    refused = client.post(reverse("run_posted", args=[run.case_id, run.number]), typed)
    assert (refused.status_code, told in refused.content.decode()) == (400, True)
    assert typed["on"] in refused.content.decode()
    assert not Event.objects.filter(kind="letter.posted").exists()


def test_the_printers_answer_is_read_and_names_what_to_print_again(owner: User, run: PrintRun, client: Client) -> None:
    told = answer(client, run, "pièce;statut\n1;postée\n2;abîmée\n3;imprimée\n")
    assert "Pièces de ce tirage\N{NO-BREAK SPACE}: 2." in told
    assert run.pieces.get(position=2).notice.state == State.READY_TO_PRINT
    assert "Déjà notées" in answer(client, run, "piece,status\n1,posted\n2,spoiled\n3,printed\n")


def test_a_wrong_line_is_named_and_nothing_is_taken(owner: User, run: PrintRun, client: Client) -> None:
    told = answer(client, run, "pièce;statut\n1;postée\n8;postée\n")
    assert "Ligne 3" in told
    assert "Rien n’est repris de ce fichier" in told
    assert "Ligne 2" in answer(client, run, "pièce;statut\n1;livrée\n")
    assert run.case.notices.filter(state=State.IN_RUN).count() == 3


def test_delivery_is_presumed_in_words_alone(
    owner: User, run: PrintRun, client: Client, now: datetime, by: Actor
) -> None:
    long_ago = now - timedelta(days=PRESUMED_AFTER_DAYS)
    PrintRun.objects.update(made_at=long_ago)
    note_posted(run=PrintRun.objects.get(), places=None, on=timezone.localdate(long_ago), by=by, at=now)
    assert "présumées distribuées" in page(client, run)
    assert run.case.notices.filter(state=State.POSTED).count() == 3


def test_the_page_asks_as_often_for_one_letter_as_for_three(
    owner: User, run: PrintRun, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(reverse("run", args=[run.case_id, run.number]))
    with django_assert_num_queries(16) as counted:
        page(client, run)
    run.pieces.exclude(position=1).delete()
    with django_assert_num_queries(len(counted.captured_queries)):
        page(client, run)


def test_another_practice_finds_nothing(run: PrintRun, client: Client, now: datetime, by: Actor) -> None:
    _, stranger = open_practice(number=2, at=now, by=by)
    client.force_login(stranger)
    assert client.get(reverse("run", args=[run.case_id, 1])).status_code == 404
    assert client.post(reverse("run_posted", args=[run.case_id, 1]), {"aujourdhui": "1"}).status_code == 404
    assert run.case.notices.filter(state=State.IN_RUN).count() == 3
