"""The desk: who reads what, and what is noted."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions.requests import Asked, take_request
from notifier.notices.choices import PaperForm, RequestChannel, RequestKind, RequestState, State
from notifier.notices.models import Notice, PatientRequest
from notifier.notices.rules.requests import Said
from notifier.reception.queries.requests import words_of
from tests.dossiers.endings import told
from tests.dossiers.told import told_practice

pytestmark = pytest.mark.django_db
SECRET = "Je cache ceci."


@pytest.fixture
def case(client: Client, now: datetime, by: Actor) -> Case:
    case, owner = told_practice(at=now, by=by)
    client.force_login(owner)
    client.cookies["django_language"] = "fr"
    return case


def ask(case: Case, by: Actor, *, received: datetime | None = None, kind: str = "paper") -> PatientRequest:
    at = timezone.now()
    notice = case.notices.filter(state=State.SENT)[0]
    said = Said(SECRET, "06", PaperForm.LARGE)
    asked = Asked(RequestKind(kind), RequestChannel.PAGE, said, received or at)
    return take_request(case=case, notice=notice, asked=asked, by=by, at=at)


def test_the_list_names_nobody_and_says_by_when(client: Client, case: Case, by: Actor) -> None:
    ask(case, by)
    page = client.get(reverse("requests", args=[case.pk])).content.decode()
    assert "l’avis sur papier" in page
    assert [word for word in ("Canari", "Emilie", SECRET) if word in page] == []
    assert "E. C." in page


def test_what_is_late_is_loud_on_every_page_that_leads_there(client: Client, case: Case, by: Actor) -> None:
    ask(case, by, received=timezone.now() - timedelta(days=50))
    for name, pk in (("requests", case.pk), ("case", case.pk), ("breach", case.breach_id)):
        page = client.get(reverse(name, args=[pk])).content.decode()
        assert "au-delà du délai légal" in page, name
    assert "en retard de" in client.get(reverse("deadlines", args=[case.pk])).content.decode()


def test_words_are_read_by_an_act(client: Client, case: Case, by: Actor) -> None:
    address = reverse("patient_request", args=[case.pk, ask(case, by).pk])
    page = client.get(address).content.decode()
    assert SECRET not in page
    assert "Une référence ne prouve pas qui écrit." in page
    assert told("request.viewed") == []
    assert SECRET in client.post(address).content.decode()
    assert told("request.viewed") == [{}]


def test_a_copy_is_printed_and_nothing_sent_twice(client: Client, case: Case, by: Actor) -> None:
    answer = client.post(reverse("copy_notice", args=[case.pk, ask(case, by).pk]))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="copie.pdf"'
    assert told("notice.copied") == [{"form": "large", "channel": "email"}]


def test_without_a_notice_there_is_no_copy(client: Client, case: Case, by: Actor) -> None:
    row = ask(case, by)
    PatientRequest.objects.update(notice=None)
    answer = client.post(reverse("copy_notice", args=[case.pk, row.pk]), follow=True)
    assert "il n’y a rien à copier" in answer.content.decode()


def typed(**more: str) -> dict[str, str]:
    moment = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    return {"kind": "question", "channel": "phone", "received_at": moment, "text": SECRET, **more}


def test_a_call_is_noted_with_its_reference(client: Client, case: Case) -> None:
    notice = case.notices.filter(state=State.SENT)[0]
    client.post(reverse("note_request", args=[case.pk]), typed(reference=notice.reference.lower()))
    row = PatientRequest.objects.get()
    assert (row.notice, row.channel, row.recorded_by.startswith("user:")) == (notice, "phone", True)
    assert words_of(row).said.text == SECRET


def test_a_call_is_noted_from_the_patient_s_page(client: Client, case: Case) -> None:
    patient = case.patients.order_by("pk")[0]
    answer = client.post(reverse("note_patient_request", args=[case.pk, patient.pk]), typed(kind="erasure"))
    row = PatientRequest.objects.get()
    assert answer["Location"] == reverse("patient_request", args=[case.pk, row.pk])
    assert row.notice == Notice.objects.get(patient=patient)


def test_a_letter_of_nobody_known_is_noted_as_well(client: Client, case: Case) -> None:
    client.post(reverse("note_request", args=[case.pk]), typed(channel="letter"))
    assert PatientRequest.objects.get().notice is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reference": "7K3M-9QXT-2W4F-H"}, "Aucun avis de ce dossier ne porte cette référence."),
        ({"received_at": "2999-01-01T10:00"}, "RGPD 12(3)"),
        ({"received_at": ""}, "Indiquez le jour et l’heure."),
        ({"channel": "page"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_cannot_be_noted_is_explained(client: Client, case: Case, more: dict[str, str], said: str) -> None:
    page = client.post(reverse("note_request", args=[case.pk]), typed(**more)).content.decode()
    assert said in page
    assert SECRET in page
    assert not PatientRequest.objects.exists()


def test_a_stop_by_telephone_is_done_at_once(client: Client, case: Case) -> None:
    notice = case.notices.filter(state=State.SENT)[0]
    client.post(reverse("note_request", args=[case.pk]), typed(kind="stop_email", text="", reference=notice.reference))
    assert PatientRequest.objects.get().state == RequestState.ANSWERED
    assert told("email.stopped") == [{"code": "marked"}]


def test_an_erased_case_shows_what_is_left(client: Client, case: Case, by: Actor, now: datetime) -> None:
    row = ask(case, by)
    PatientRequest.objects.update(sealed=None)
    Case.objects.update(closed_at=now, erasing_at=now)
    assert client.get(reverse("requests", args=[case.pk])).status_code == 200
    for answer in (client.get, client.post):
        page = answer(reverse("patient_request", args=[case.pk, row.pk])).content.decode()
        assert "Texte effacé avec les données du dossier." in page
    page = client.post(reverse("note_request", args=[case.pk]), typed()).content.decode()
    assert "ont été effacées" in page
