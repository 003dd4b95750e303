"""The page of severity shows the whole reckoning; the controller puts in what they know."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.models import Case, SeverityChoice
from notifier.practices.choices import Specialty
from notifier.rosters.actions import import_roster
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client: Client, now: datetime, by: Actor) -> Case:
    case, user = open_practice(at=now, by=by)
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return case


def page(client: Client, name: str, case: Case) -> str:
    return client.get(reverse(name, args=[case.pk])).content.decode()


def test_without_a_list_the_page_says_what_is_missing(client: Client, case: Case) -> None:
    assert "La gravité se calcule dès que la liste des patients est là." in page(client, "severity", case)


def test_both_readings_stand_with_their_steps(client: Client, case: Case, now: datetime, by: Actor) -> None:
    owner = case.controller.physicians.get().user
    import_roster(case=case, data=roster(emails=2), confirmed=frozenset(), user=owner, by=by, at=now)
    case.controller.physicians.update(specialty=Specialty.PSYCHIATRY)
    text = page(client, "severity", case)
    for said in ("psychiatrie", "La spécialité laisse supposer une maladie", "4,00 (très élevée)", "annexe 3",
                 "Lue comme données simples", "Lue comme données de santé", "Un risque élevé"):  # fmt: skip
        assert said in text, said
    assert "peu sûr" in text or "issue non relue" in text


def test_a_choice_wants_its_reason(client: Client, case: Case) -> None:
    address = reverse("choose_severity", args=[case.pk])
    typed = {"insight": "critical", "circumstances": ["known_recipients"], "reason": ""}
    refused = client.post(address, typed).content.decode()
    assert "Une valeur ajustée s’explique par écrit" in refused
    assert "ENISA 2013, Annex 1" in refused
    assert client.post(address, {**typed, "reason": "Enfants placés"}).status_code == 302
    assert SeverityChoice.objects.get().insight == "critical"
    assert "Enfants placés" in page(client, "severity", case)


def test_a_closed_case_is_only_looked_at(client: Client, case: Case, now: datetime) -> None:
    case.closed_at = now
    case.save()
    assert client.get(reverse("choose_severity", args=[case.pk])).status_code == 302
    assert client.get(reverse("severity", args=[case.pk])).status_code == 200
