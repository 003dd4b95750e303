from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions import draft_wording
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
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


def test_the_page_shows_the_message_of_a_real_patient(case: Case, client: Client) -> None:
    page = client.get(reverse("wording", args=[case.pk])).content.decode()
    assert "Canari" in page
    assert "Nous, Cabinet du Dr\u00a0Numéro 1, tenons ou avons tenu un dossier" in page


def test_the_letter_is_a_real_pdf_under_a_name_that_says_nothing(case: Case, client: Client) -> None:
    answer = client.get(reverse("letter_pdf", args=[case.pk]))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'inline; filename="apercu.pdf"'


def test_a_patient_that_does_not_exist_is_not_found(case: Case, client: Client) -> None:
    assert client.get(reverse("letter_pdf", args=[case.pk]), {"n": "99"}).status_code == 404
    assert client.get(reverse("letter_pdf", args=[case.pk]), {"n": "-1; drop"}).status_code == 200


def test_before_approving_one_sees_how_many_go_where(case: Case, client: Client) -> None:
    context = client.get(reverse("approve", args=[case.pk])).context
    assert [context[name] for name in ("emails", "letters", "held", "total")] == [2, 1, 1, 4]


def test_approving_twice_owes_every_notice_once(case: Case, client: Client) -> None:
    address = reverse("approve", args=[case.pk])
    answers = [client.post(address).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Notice.objects.count() == 4
    assert Event.objects.filter(kind="wording.approved").count() == 1


def test_a_faulty_text_is_not_approved_and_the_page_says_why(case: Case, client: Client) -> None:
    case.wordings.get().texts.update(subject="Vos données médicales")
    page = client.post(reverse("approve", args=[case.pk])).content.decode()
    assert "L’objet révèle un soin ou un médecin." in page
    assert Notice.objects.count() == 0


def test_there_is_nothing_to_approve_when_everyone_is_owed_a_notice(case: Case, client: Client) -> None:
    address = reverse("approve", args=[case.pk])
    client.post(address)
    answer = client.get(address, follow=True)
    assert answer.redirect_chain == [(reverse("case", args=[case.pk]), 302)]
    assert "il n’y a rien à approuver" in answer.content.decode()
