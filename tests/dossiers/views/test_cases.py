"""Closing, opening again and putting off, on the pages."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions.closing import close_case
from notifier.dossiers.actions.erasing import begin_erasure, finish_erasure
from notifier.dossiers.choices import ErasureReason
from notifier.notices.choices import State
from notifier.vault.keystore import destroy_data_key
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(decider: User) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(decider)
    return client


def page(client: Client, name: str, case: Case) -> str:
    answer = client.get(reverse(name, args=[case.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_closing_says_from_when_on_the_data_go(client: Client, ended: Case, now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        before = page(client, "close_case", ended)
        answer = client.post(reverse("close_case", args=[ended.pk]))
        after = page(client, "case", ended)
    assert "jusqu’au mardi 2 juin 2026" in before
    assert "1 avis attend encore votre décision" in before
    assert answer["Location"] == reverse("case", args=[ended.pk])
    assert "Les données des patients seront effacées le mardi 2 juin 2026." in after
    assert "Reporter l’effacement" in after
    assert reverse("roster_upload", args=[ended.pk]) not in after
    assert len(told("case.closed")) == 1


def test_what_moves_is_said_instead_of_a_button(client: Client, ended: Case) -> None:
    ended.notices.filter(state=State.SENT).update(state=State.IN_DOUBT)
    text = page(client, "close_case", ended)
    assert "dans le doute" in text
    answer = client.post(reverse("close_case", args=[ended.pk]))
    assert "dans le doute" in answer.content.decode()
    ended.refresh_from_db()
    assert ended.is_open


def test_a_case_without_its_decisions_says_what_is_missing(client: Client, ended: Case) -> None:
    ended.decisions.all().delete()
    for answer in (client.get, client.post):
        text = answer(reverse("close_case", args=[ended.pk])).content.decode()
        assert "Le risque est apprécié" in text
        assert "(RGPD 33(1), 33(5))" in text
    ended.refresh_from_db()
    assert ended.is_open


def test_the_announcement_grows_louder(client: Client, ended: Case, decider: User, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    for days, loud in ((59, False), (60, True)):
        with time_machine.travel(now + timedelta(days=days), tick=False):
            client.force_login(decider)
            assert ("Dans " in page(client, "case", ended)) is loud


def test_the_board_announces_it_too(client: Client, ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    assert (
        "seront effacées le mardi 2 juin 2026" in client.get(reverse("breach", args=[ended.breach_id])).content.decode()
    )


def test_a_case_is_opened_again(client: Client, ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    for _ in range(2):
        client.post(reverse("reopen_case", args=[ended.pk]))
    ended.refresh_from_db()
    assert ended.is_open
    assert len(told("case.reopened")) == 1
    assert client.get(reverse("reopen_case", args=[ended.pk])).status_code == 405


def test_the_erasure_is_put_off_once(client: Client, ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    address = reverse("postpone_erasure", args=[ended.pk])
    assert "au plus tard le lundi 31 août 2026" in page(client, "postpone_erasure", ended)
    typed = {"to": "2026-12-31", "reason": "claim", "text": "Plainte"}
    assert "trop lointaine" in client.post(address, typed).content.decode()
    assert "obligatoire" in client.post(address, {**typed, "text": ""}).content.decode()
    client.post(address, {**typed, "to": "2026-07-01"})
    ended.refresh_from_db()
    assert ended.postponed_to is not None
    assert "effacées le mercredi 1er juillet 2026" in page(client, "case", ended)
    assert "qu’une fois" in client.post(address, {**typed, "to": "2026-07-02"}).content.decode()


def test_an_open_case_has_nothing_to_put_off(client: Client, ended: Case) -> None:
    assert client.get(reverse("postpone_erasure", args=[ended.pk])).status_code == 302


@pytest.mark.parametrize("half", [True, False])
def test_every_page_of_an_erased_case_works_and_says_so(
    half: bool, client: Client, ended: Case, now: datetime, by: Actor
) -> None:
    begin_erasure(case=ended, reason=ErasureReason.ASKED, by=by, at=now)
    destroy_data_key(ended.pk)
    if not half:
        finish_erasure(case=ended, by=by, at=now)
    for name in ("patients", "wording", "letter_pdf", "roster_upload", "approve"):
        assert "Les données des patients ont été effacées" in page(client, name, ended), name
    assert "Un risque élevé" in page(client, "decisions", ended)
    assert client.get(reverse("severity", args=[ended.pk])).status_code == 200
    text = page(client, "case", ended)
    assert "4 patients étaient concernés. Leurs données sont effacées." in text
    assert "2 informés" in text
    assert "1 lettre à poster" in text
    assert ("1 avis retiré" in text) is not half
    assert "Données des patients effacées" in client.get(reverse("breach", args=[ended.breach_id])).content.decode()
    assert client.post(reverse("print_run", args=[ended.pk])).status_code == 302
    for name in ("close_case", "postpone_erasure"):
        assert client.get(reverse(name, args=[ended.pk])).status_code == 302
    assert client.post(reverse("reopen_case", args=[ended.pk])).status_code == 302
    ended.refresh_from_db()
    assert ended.is_erased
