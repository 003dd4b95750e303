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


def test_a_list_that_is_new_or_came_late_gets_its_text_from_the_case_page(
    case: Case, client: Client, now: datetime, by: Actor
) -> None:
    """Nobody on a list may be left without a way to their notice."""
    client.post(reverse("approve", args=[case.pk]))
    late = roster() + b"Canari;Tardive;01/02/1980;;;;tardive@example.org;Mme;;\n"
    user = case.controller.physicians.get().user
    import_roster(case=case, data=late, confirmed=frozenset(), user=user, by=by, at=now)
    page, begin = reverse("case", args=[case.pk]), reverse("begin_wording", args=[case.pk])
    told = client.get(page).content.decode()
    assert begin in told
    assert "1 patient ajouté depuis n’a pas encore d’avis." in told
    assert [client.post(begin)["Location"] for _ in range(2)] == [reverse("wording", args=[case.pk])] * 2
    assert reverse("approve", args=[case.pk]) in client.get(page).content.decode()
    client.post(reverse("approve", args=[case.pk]))
    assert (Notice.objects.count(), case.wordings.count()) == (5, 2)
    assert begin not in client.get(page).content.decode()


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
