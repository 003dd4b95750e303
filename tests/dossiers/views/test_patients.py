"""One patient on the pages: masked, shown by an act, corrected, erased."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.actions import add_member, create_user
from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions.erasing import begin_erasure
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.queries.patients import person_of
from notifier.notices.choices import State
from notifier.rosters.models import Patient
from notifier.rosters.rules.corrections import person_texts
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient(ended: Case) -> Patient:
    return ended.notices.filter(state=State.SENT).order_by("pk")[0].recipient


@pytest.fixture
def client(decider: User) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(decider)
    return client


@pytest.fixture
def assistant(ended: Case, now: datetime, by: Actor) -> Client:
    user = create_user(email="a@example.org", name="A", password=None, by=by, at=now)
    add_member(user=user, organisation=ended.controller.organisation, role=Role.ASSISTANT, by=by, at=now)
    client = Client(headers={"accept-language": "fr"})
    client.force_login(user)
    return client


def address(name: str, patient: Patient) -> str:
    return reverse(name, args=[patient.case_id, patient.pk])


def typed(patient: Patient, **changes: str) -> dict[str, str]:
    return {**{field.value: text for field, text in person_texts(person_of(patient)).items()}, **changes}


def test_a_list_leads_to_its_patients(client: Client, ended: Case, patient: Patient) -> None:
    assert address("patient", patient) in client.get(reverse("patients", args=[ended.pk])).content.decode()


def test_a_patient_is_masked_until_someone_asks_and_the_log_tells(client: Client, patient: Patient) -> None:
    masked = client.get(address("patient", patient)).content.decode()
    assert "E. C." in masked
    assert "Canari" not in masked
    assert told("patient.viewed") == []

    shown = client.post(address("patient", patient))
    assert "Emilie" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert len(told("patient.viewed")) == 1


def test_a_correction_is_kept(client: Client, patient: Patient) -> None:
    answer = client.post(address("correct_patient", patient), typed(patient, given_name="Émilie", town="Lyon"))
    assert answer["Location"] == address("patient", patient)
    page = client.get(answer["Location"]).content.decode()
    assert "La correction est enregistrée." in page
    assert person_of(Patient.objects.get(pk=patient.pk)).given_name == "Émilie"


def test_what_is_wrong_is_said_beside_its_field(client: Client, patient: Patient) -> None:
    wrong = typed(patient, email="emilie@", birth_date="2090-01-01")
    page = client.post(address("correct_patient", patient), wrong).content.decode()
    assert "L’adresse électronique n’est pas valable" in page
    assert "La date de naissance est illisible ou impossible" in page
    assert told("patient.corrected") == []


def test_a_refusal_is_said_above_the_form(client: Client, patient: Patient, ended: Case) -> None:
    other = person_of(ended.notices.filter(state=State.SENT).order_by("-pk")[0].recipient)
    twin = typed(patient, given_name=other.given_name, email=other.email)
    page = client.post(address("correct_patient", patient), twin).content.decode()
    assert "Cette personne figure déjà dans la liste" in page


def test_an_assistant_corrects_and_does_not_erase(assistant: Client, patient: Patient) -> None:
    page = assistant.post(address("patient", patient)).content.decode()
    assert address("correct_patient", patient) in page
    assert address("erase_patient", patient) not in page
    answer = assistant.post(address("correct_patient", patient), typed(patient, given_name="Zoé"))
    assert answer.status_code == 302
    assert assistant.get(address("erase_patient", patient)).status_code == 403
    assert assistant.post(address("erase_patient", patient), {"reason": "other"}).status_code == 403
    assert Patient.objects.filter(pk=patient.pk).exists()


def test_a_patient_is_erased_after_a_question(client: Client, ended: Case, patient: Patient) -> None:
    question = client.get(address("erase_patient", patient)).content.decode()
    assert "Effacer ce patient ?" in question
    assert "Canari" not in question
    assert "obligatoire" in client.post(address("erase_patient", patient), {"reason": ""}).content.decode()
    answer = client.post(address("erase_patient", patient), {"reason": "patient_asked"})
    assert answer["Location"] == reverse("patients", args=[ended.pk])
    assert client.get(address("patient", patient)).status_code == 404
    page = client.get(reverse("case", args=[ended.pk])).content.decode()
    assert "4 de vos patients sont concernés." in page
    assert "<dt>Patients</dt><dd>3</dd>" in page
    assert "<dt>Effacés un à un</dt><dd>1</dd>" in page
    assert "2 informés" in page


def test_a_patient_whose_letter_is_printed_waits_for_the_case(client: Client, ended: Case) -> None:
    patient = ended.notices.get(state=State.IN_RUN).recipient
    for answer in (
        client.get(address("erase_patient", patient)),
        client.post(address("erase_patient", patient), {"reason": "other"}),
    ):
        page = answer.content.decode()
        assert "La lettre de ce patient est faite ou imprimée." in page
        assert "Effacer pour toujours" not in page
    assert Patient.objects.filter(pk=patient.pk).exists()


def test_a_patient_of_another_case_is_not_found(client: Client, ended: Case, patient: Patient) -> None:
    wrong = reverse("patient", args=[patient.pk, patient.pk])
    assert client.get(wrong).status_code == 404


def test_of_an_erased_case_no_patient_is_found(
    client: Client, ended: Case, patient: Patient, now: datetime, by: Actor
) -> None:
    begin_erasure(case=ended, reason=ErasureReason.ASKED, by=by, at=now)
    for name in ("patient", "erase_patient"):
        assert client.get(address(name, patient)).status_code == 404
    assert client.post(address("correct_patient", patient), {}).status_code == 404
