from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notifier.accounts.actions import create_organisation
from notifier.accounts.choices import OrganisationKind
from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Breach, Case
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster, set_comparison
from notifier.rosters.models import Patient, StagedRoster
from tests.rosters.practices import open_practices
from tests.worlds import approved_case, open_practice, roster

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


def compare(client: Client, case: Case, word: str) -> str:
    return client.post(reverse("comparison", args=[case.pk]), {word: "1"}, follow=True).content.decode()


def test_the_comparison_is_offered_for_a_vendors_breach_and_can_be_taken_back(
    case: Case, client: Client, now: datetime, by: Actor
) -> None:
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "Patients communs" not in page
    vendor = create_organisation(kind=OrganisationKind.VENDOR, name="Éditeur", by=by, at=now)
    Breach.objects.filter(pk=case.breach_id).update(vendor=vendor)
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "Autoriser la comparaison" in page

    page = compare(client, case, "allow")
    assert "La comparaison est autorisée." in page
    assert "Aucun patient commun" in page
    page = compare(client, case, "withdraw")
    assert "La comparaison n’est plus autorisée." in page
    assert "Autoriser la comparaison" in page


def test_the_page_says_how_many_are_shared_and_never_with_whom(now: datetime, by: Actor, client: Client) -> None:
    (one, owner), (two, _) = open_practices(2, at=now, by=by)
    for case in (one, two):
        import_roster(case=case, data=roster(emails=3), confirmed=frozenset(), by=by, at=now)
        set_comparison(case=case, allowed=True, by=by, at=now)
    client.force_login(owner)
    client.cookies["django_language"] = "fr"
    page = client.get(reverse("case", args=[one.pk])).content.decode()
    assert "3 patients de ce dossier doivent aussi être prévenus par un autre cabinet" in page
    assert two.controller.organisation.name not in page
    assert str(two.pk) not in page
    client.cookies["django_language"] = "en"
    page = client.get(reverse("case", args=[one.pk])).content.decode()
    assert "3 patients of this case must also be told by another practice" in page


def test_what_the_list_did_to_notices_is_said_on_the_page_of_the_case(
    now: datetime, by: Actor, client: Client, django_user_model: type[User]
) -> None:
    case = approved_case(emails=2, at=now, by=by)
    Notice.objects.filter(patient=case.patients.order_by("pk")[0]).update(state=State.SENT)
    client.force_login(django_user_model.objects.get())
    client.cookies["django_language"] = "fr"
    upload(client, case, roster(emails=2).replace(b"Mme;;", "Mme;;décédé".encode()))
    address = reverse("roster_confirm", args=[case.pk, StagedRoster.objects.get().pk])
    page = client.post(address, {"import": "1"}, follow=True).content.decode()
    assert "Trop tard pour 1 patient" in page
    assert "1 avis est retenu à cause de cette liste." in page
    assert "Précautions connues trop tard" in page


def test_a_father_and_his_son_are_asked_about_with_their_lines(case: Case, client: Client) -> None:
    header, row = roster().decode().split("\n")[0], "Canari;Jean;;12 rue X;75012;Paris;;M.;;\n"
    page = upload(client, case, f"{header}\n{row}{row}{row}".encode())
    assert "Lignes 3, 4\u00a0: Sans date de naissance" in page
    confirm(client, case, **{"import": "1"})
    assert Patient.objects.count() == 0
    confirm(client, case, **{"import": "1", "confirmed": "possible_homonyms"})
    assert Patient.objects.count() == 1
