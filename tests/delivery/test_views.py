from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.lib.ids import uuid7
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor, client: Client, django_user_model: type[User]) -> Case:
    case = approved_case(emails=2, at=now, by=by)
    for place, notice in enumerate(Notice.objects.order_by("pk")):
        Attempt.objects.create(
            id=uuid7(now, bytes([place] * 10)), notice=notice, number=1, channel="email", started_at=now, ended_at=now,
            outcome=Outcome.REFUSED, code=("550", "unsafe_field")[place],
        )  # fmt: skip
    Notice.objects.update(state=State.FAILED)
    client.force_login(django_user_model.objects.get())
    client.cookies["django_language"] = "fr"
    return case


def test_who_was_not_reached_is_shown_masked_with_the_reason(case: Case, client: Client) -> None:
    page = client.get(reverse("failures", args=[case.pk])).content.decode()
    assert "Le relais refuse cette adresse (réponse 550)" in page
    assert "L’adresse électronique ou le nom est inutilisable" in page
    assert page.count("E. C.") == 2
    assert "Canari" not in page
    assert "2 envois en échec" in client.get(reverse("case", args=[case.pk])).content.decode()


def test_the_controller_tries_again(case: Case, client: Client) -> None:
    page = client.post(reverse("requeue_failed", args=[case.pk]), follow=True).content.decode()
    assert "2 avis sont remis à l’envoi." in page
    assert set(Notice.objects.values_list("state", flat=True)) == {State.QUEUED}
    assert "Aucun envoi n’est en échec." in client.get(reverse("failures", args=[case.pk])).content.decode()


def test_a_closed_case_says_so(case: Case, now: datetime, client: Client) -> None:
    Case.objects.update(closed_at=now)
    page = client.post(reverse("requeue_failed", args=[case.pk]), follow=True).content.decode()
    assert "Ce dossier est clos" in page
