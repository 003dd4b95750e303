from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions import draft_wording
from notifier.rosters.actions import import_roster
from tests.notices.people import make_team
from tests.press.samples import text_of
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor, client: Client) -> Case:
    case, user = open_practice(at=now, by=by)
    data = roster(emails=2, letters=1, held=1)
    import_roster(case=case, data=data, confirmed=frozenset(), user=user, by=by, at=now)
    draft_wording(case=case, by=by, at=now)
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return case


def test_the_page_shows_a_real_message_and_nobody_s_name(case: Case, client: Client) -> None:
    page = client.get(reverse("wording", args=[case.pk])).content.decode()
    assert "Canari" not in page
    assert "Exxxxx Txxx Cxxxxx" in page or "Cxxxxx" in page
    assert "Nous, Cabinet du Dr\u00a0Numéro 1, tenons ou avons tenu un dossier" in page
    assert not Event.objects.filter(kind="patient.viewed").exists()


def test_a_name_is_shown_by_an_act_that_is_written_down(case: Case, client: Client) -> None:
    patient = case.patients.get(has_address=True)
    address = f"{reverse('wording', args=[case.pk])}?patient={patient.pk}"
    assert "Canari" in client.post(address).content.decode()
    event = Event.objects.get(kind="patient.viewed")
    assert (event.subject, event.actor.startswith("user:")) == (f"patient:{patient.pk}", True)


def test_the_letter_is_a_real_pdf_under_a_name_that_says_nothing(case: Case, client: Client) -> None:
    answer = client.get(reverse("letter_pdf", args=[case.pk]))
    assert "Canari" not in text_of(answer.content)
    assert answer["Content-Disposition"] == 'inline; filename="apercu.pdf"'
    patient = case.patients.get(has_address=True)
    shown = client.post(f"{reverse('letter_pdf', args=[case.pk])}?patient={patient.pk}")
    assert "Canari" in text_of(shown.content).title()
    assert Event.objects.filter(kind="patient.viewed").count() == 1


def test_the_message_is_framed_so_that_it_can_do_nothing(case: Case, client: Client) -> None:
    answer = client.get(reverse("email_html", args=[case.pk]))
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("worst", ["nom", "donnees", "civilite", "autre"])
@pytest.mark.parametrize("key", ["fr.administrative.adult", "en.annotated.adult", "fr.administrative.guardian", "x"])
def test_every_text_can_be_previewed_whoever_is_on_the_list(case: Case, client: Client, worst: str, key: str) -> None:
    answer = client.get(reverse("wording", args=[case.pk]), {"pire": worst, "texte": key})
    assert answer.status_code == 200
    assert ("Camille Exemple" in answer.content.decode()) is (key not in {"fr.administrative.adult", "x"})


def test_a_chosen_patient_is_of_this_case(case: Case, client: Client, now: datetime, by: Actor) -> None:
    other, user = open_practice(number=2, at=now, by=by)
    import_roster(case=other, data=roster(emails=1), confirmed=frozenset(), user=user, by=by, at=now)
    for wrong in (str(other.patients.get().pk), "-1; drop"):
        assert client.get(reverse("wording", args=[case.pk]), {"patient": wrong}).status_code == 404


def test_the_list_to_choose_from_is_masked(case: Case, client: Client) -> None:
    page = client.get(reverse("choose_patient", args=[case.pk])).content.decode()
    assert "Canari" not in page
    assert f"?patient={case.patients.first().pk}" in page  # type: ignore[union-attr]


def test_a_dpo_who_may_see_no_names_sees_an_invented_person(
    case: Case, client: Client, now: datetime, by: Actor
) -> None:
    owner = case.controller.physicians.get().user
    assert owner is not None
    team = make_team(case, owner, at=now, by=by)
    client.force_login(team.dpo)
    address = reverse("wording", args=[case.pk])
    assert "Camille Exemple" in client.get(address).content.decode()
    chosen = client.post(f"{address}?patient={case.patients.first().pk}").content.decode()  # type: ignore[union-attr]
    assert "Canari" not in chosen
    assert "Camille Exemple" in chosen
    assert client.get(reverse("choose_patient", args=[case.pk])).status_code == 403


def test_an_old_draft_is_said_loud(case: Case, client: Client) -> None:
    address = reverse("wording", args=[case.pk])
    case.wordings.update(created_at=timezone.now() - timedelta(days=4))
    assert "Ce texte attend depuis 4 jours" in client.get(address).content.decode()
    assert "Ce texte attend depuis 4 jours" in client.get(reverse("case", args=[case.pk])).content.decode()
    case.wordings.update(created_at=timezone.now() - timedelta(days=1))
    assert "Ce texte attend" not in client.get(address).content.decode()
    assert "Ce texte attend" not in client.get(reverse("case", args=[case.pk])).content.decode()
