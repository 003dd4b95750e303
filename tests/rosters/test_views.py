from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.models import Patient, StagedRoster
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor, client: Client) -> Case:
    case, user = open_practice(at=now, by=by)
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return case


def upload(client: Client, case: Case, data: bytes, *, follow: bool = True) -> str:
    file = SimpleUploadedFile("Canari_secret.csv", data)
    answer = client.post(reverse("roster_upload", args=[case.pk]), {"file": file}, follow=follow)
    return answer.content.decode()


def confirm(client: Client, case: Case, **data: str) -> None:
    client.post(reverse("roster_confirm", args=[case.pk, StagedRoster.objects.get().pk]), data)


def test_both_counts_are_shown_before_anything_is_imported(case: Case, client: Client) -> None:
    bad = b"Canari;;01/02/1980;;;;x@example.org;Mme;;\n"
    page = upload(client, case, roster(emails=9, letters=1) + bad)
    assert "Importer 10 patients" in page
    assert "Ligne 12, colonne «\u00a0prénom\u00a0»" in page
    assert Patient.objects.count() == 0


def test_confirming_imports_and_forgets_the_file(case: Case, client: Client) -> None:
    upload(client, case, roster(emails=2))
    confirm(client, case, **{"import": "1"})
    assert (Patient.objects.count(), StagedRoster.objects.count()) == (2, 0)


def test_confirming_in_two_windows_imports_once(case: Case, client: Client) -> None:
    upload(client, case, roster(emails=2))
    address = reverse("roster_confirm", args=[case.pk, StagedRoster.objects.get().pk])
    answers = [client.post(address, {"import": "1"}).status_code for _ in range(2)]
    assert (answers, Patient.objects.count()) == ([302, 302], 2)


def test_a_file_can_be_thrown_away(case: Case, client: Client) -> None:
    upload(client, case, roster(emails=2))
    confirm(client, case, discard="1")
    assert (Patient.objects.count(), StagedRoster.objects.count()) == (0, 0)


def test_a_question_must_be_answered_first(case: Case, client: Client) -> None:
    data = roster(emails=2).replace(b"Emilie", "Émilie".encode("cp1252"))
    data = data.replace("é".encode(), "é".encode("cp1252"))
    assert "L’encodage du fichier" in upload(client, case, data)
    confirm(client, case, **{"import": "1"})
    assert Patient.objects.count() == 0
    confirm(client, case, **{"import": "1", "confirmed": "encoding_guess"})
    assert Patient.objects.count() == 2


def test_an_answer_given_is_kept_while_another_is_awaited(case: Case, client: Client) -> None:
    data = roster(emails=2).replace(b"nom;", b"couleur;nom;", 1).replace(b"\nCanari", b"\nbleu;Canari")
    upload(client, case, data.decode().encode("cp1252"))
    address = reverse("roster_confirm", args=[case.pk, StagedRoster.objects.get().pk])
    answer = client.post(address, {"import": "1", "confirmed": "unknown_column"})
    assert [(question.code, question.is_answered) for question in answer.context["questions"]] == [
        ("encoding_guess", False),
        ("unknown_column", True),
    ]
    assert "Rien n’est encore importé" in answer.content.decode()
    client.post(address, {"import": "1", "confirmed": ["unknown_column", "encoding_guess"]})
    assert Patient.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Le fichier est vide."),
        (b"%PDF-1.7\x00\xff", "pas un fichier texte"),
        (b"nom;pr\xc3\xa9nom;courriel;nir\nA;B;a@example.org;1\n", "Supprimez-la du fichier"),
        (b"nom;pr\xc3\xa9nom;courriel;notes\nA;B;a@example.org;secret\n", "Supprimez-la du fichier"),
        (b"nom;courriel\nA;a@example.org\n", "Cette colonne obligatoire manque."),
    ],
)
def test_a_refused_file_is_explained_and_never_stored(case: Case, client: Client, data: bytes, words: str) -> None:
    page = upload(client, case, data)
    assert words in page
    assert "Rien n’a été gardé." in page
    assert StagedRoster.objects.count() == 0


def test_the_list_shows_initials_and_towns_only(case: Case, client: Client) -> None:
    upload(client, case, roster(letters=1))
    confirm(client, case, **{"import": "1"})
    page = client.get(reverse("patients", args=[case.pk])).content.decode()
    assert "L. C." in page
    assert "Canari" not in page


def test_a_long_list_comes_in_pages(case: Case, client: Client) -> None:
    upload(client, case, roster(emails=60))
    confirm(client, case, **{"import": "1"})
    first = client.get(reverse("patients", args=[case.pk]))
    second = client.get(reverse("patients", args=[case.pk]), {"apres": first.context["page"].next})
    assert [len(answer.context["page"].rows) for answer in (first, second)] == [50, 10]
    assert second.context["page"].next == ""
