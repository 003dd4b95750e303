from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Form
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from tests.press.samples import text_of
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor, client: Client) -> Case:
    case, user = open_practice(at=now, by=by)
    import_roster(case=case, data=roster(emails=1, letters=1), confirmed=frozenset(), user=user, by=by, at=now)
    draft_wording(case=case, by=by, at=now)
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return case


def test_the_letter_leads_to_its_other_forms(case: Case, client: Client) -> None:
    assert reverse("other_forms", args=[case.pk]) in client.get(reverse("wording", args=[case.pk])).content.decode()
    page = client.get(reverse("other_forms", args=[case.pk])).content.decode()
    for form in Form:
        assert reverse("form_pdf", args=[case.pk, form]) in page
    assert reverse("telephone_script", args=[case.pk]) in page
    assert "FALC" not in page


@pytest.mark.parametrize("form", Form)
def test_a_form_is_masked_until_somebody_asks_whom_it_is_for(form: Form, case: Case, client: Client) -> None:
    patient = case.patients.get(has_address=True)
    address = f"{reverse('form_pdf', args=[case.pk, form])}?patient={patient.pk}"
    answer = client.get(address)
    assert "canari" not in text_of(answer.content).casefold()
    assert answer["Content-Disposition"] == 'inline; filename="apercu.pdf"'
    assert not Event.objects.filter(kind="patient.viewed").exists()
    assert "canari" in text_of(client.post(address).content).casefold()
    assert Event.objects.filter(kind="patient.viewed", subject=f"patient:{patient.pk}").count() == 1


def test_the_form_of_a_notice_bears_its_reference(case: Case, client: Client, now: datetime, by: Actor) -> None:
    owner = case.controller.physicians.get().user
    draft = case.wordings.get()
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    notice = Notice.objects.get(patient__has_address=True)
    address = f"{reverse('form_pdf', args=[case.pk, Form.LARGE])}?patient={notice.patient_id}"
    assert notice.reference in text_of(client.post(address).content)
    assert notice.reference not in text_of(client.get(address).content)


@pytest.mark.parametrize("form", ["falc", "letter", "LARGE"])
def test_a_form_that_does_not_exist_is_not_found(form: str, case: Case, client: Client) -> None:
    assert client.get(reverse("form_pdf", args=[case.pk, form])).status_code == 404


@pytest.mark.parametrize("patient", ["nobody", "01950000-0000-7000-8000-000000000000"])
def test_a_patient_that_does_not_exist_is_not_found(patient: str, case: Case, client: Client) -> None:
    assert client.get(reverse("other_forms", args=[case.pk]), {"patient": patient}).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("fr", "Avant d’appeler"), ("en", "Before the call"), ("xx", "Avant")])
def test_the_script_is_read_in_either_language(language: str, words: str, case: Case, client: Client) -> None:
    page = client.get(reverse("telephone_script", args=[case.pk]), {"langue": language}).content.decode()
    assert words in page
    assert "Cabinet du Dr\u00a0Numéro 1" in page
    assert "{" not in page.split("<main")[1]
