"""The path to a decision, and the page of what is decided."""

import re
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.actions.advising import give_advice
from notifier.breaches.models import Document
from notifier.law.decisions.shapes import Advice
from notifier.law.risk import Risk
from notifier.rosters.actions import import_roster
from tests.breaches.walking import Walker
from tests.cast import Cast, make_cast
from tests.worlds import roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Client, now: datetime, by: Actor) -> Cast:
    cast = make_cast(at=now, by=by)
    client.force_login(cast.owner)
    client.cookies["django_language"] = "fr"
    return cast


def test_a_question_per_page_then_the_answers_then_the_act(client: Client, cast: Cast) -> None:
    walk = Walker(client, cast.case)
    assert "Quel est le risque" in walk.text
    assert "Déclarez-vous la fuite" in walk.answer(risk="high", reason="Noms exposés")
    assert "Prévenez-vous vos patients" in walk.answer(authority="yes", reason="")
    check = walk.answer(telling="direct", reason="")
    assert "Relire avant de décider" in check
    assert "Noms exposés" in check
    assert cast.case.decisions.count() == 0
    walk.answer()
    assert cast.case.decisions.count() == 3
    page = client.get(reverse("decisions", args=[cast.case.pk])).content.decode()
    assert "Tout est décidé." in page
    assert "Noms exposés" in page
    assert "Décidé par Dr Numéro 1" in page


def test_what_the_law_refuses_is_shown_with_rule_and_article(client: Client, cast: Cast) -> None:
    walk = Walker(client, cast.case)
    walk.answer(risk="high", reason="x")
    walk.answer(authority="no", reason="x")
    check = walk.answer(telling="not_owed", reason="x")
    assert "Ce risque se déclare à l’autorité" in check
    assert "(RGPD 34(1))" in check
    assert "Ce risque se déclare" in walk.answer()
    assert cast.case.decisions.count() == 0


def test_an_empty_answer_is_asked_again(client: Client, cast: Cast) -> None:
    assert "Choisissez une réponse." in Walker(client, cast.case).answer(reason="x")


def test_deciding_later_decides_nothing_now(client: Client, cast: Cast) -> None:
    walk = Walker(client, cast.case)
    walk.answer(risk="high", reason="x")
    walk.answer(authority="", reason="")
    walk.answer(telling="", reason="")
    walk.answer()
    assert list(cast.case.decisions.values_list("topic", flat=True)) == ["risk"]


def test_departing_from_score_and_advice_is_asked_for(client: Client, cast: Cast, now: datetime, by: Actor) -> None:
    data = roster(emails=1)
    import_roster(case=cast.case, data=data, confirmed=frozenset(), user=cast.owner, by=by, at=now)
    give_advice(case=cast.case, advice=Advice(risk=Risk.HIGH), why="Avis Canari", adviser=cast.dpo, by=by, at=now)
    walk = Walker(client, cast.case)
    assert "Avis Canari" in walk.text
    assert "s’écarte de la méthode" in walk.answer(risk="risk", reason="x")
    walk.answer(reason="données périmées")
    walk.answer(authority="yes", reason="")
    assert "s’écarte de l’avis de votre DPO" in walk.answer(telling="direct", reason="")
    assert "S’écarter de l’avis du DPO se motive" in walk.answer(reason=" ")


def test_a_document_is_sealed_on_the_way_and_carried_by_its_id(client: Client, cast: Cast) -> None:
    walk = Walker(client, cast.case)
    walk.answer(risk="high", reason="x")
    walk.answer(authority="yes", reason="")
    assert "Quelle exception" in walk.answer(telling="exception", reason="chiffré")
    walk.answer(ground="34_3_a")
    file = SimpleUploadedFile("dupont-canari.pdf", b"%PDF Canari")
    walk.answer(measure="AES-256", covers_all_data="on", is_key_safe="on", file=file)
    assert "Relire avant de décider" in walk.text
    walk.answer()
    row = cast.case.decisions.get(topic="telling")
    assert row.document == Document.objects.get()
    page = client.get(reverse("decisions", args=[cast.case.pk])).content.decode()
    assert "AES-256" in page
    assert "dupont" not in page


def test_going_back_keeps_the_answers(client: Client, cast: Cast) -> None:
    walk = Walker(client, cast.case)
    walk.answer(risk="high", reason="Noms exposés")
    text = client.post(walk.address, {**walk.carried(), "goto": "risk"}).content.decode()
    assert "Noms exposés" in text
    assert re.search(r'value="high"[^>]*checked', text)


def test_who_may_not_read_reasons_sees_what_was_decided(client: Client, cast: Cast) -> None:
    walk = Walker(client, cast.case)
    for answers in ({"risk": "high", "reason": "Raison Canari"}, {"authority": "yes"}, {"telling": "direct"}, {}):
        walk.answer(**answers)
    client.force_login(cast.operator)
    page = client.get(reverse("decisions", args=[cast.case.pk])).content.decode()
    assert "Un risque élevé" in page
    assert "Raison Canari" not in page


def test_the_approval_is_refused_in_words_where_nobody_is_told_directly(
    client: Client, cast: Cast, now: datetime, by: Actor
) -> None:
    data = roster(emails=1)
    import_roster(case=cast.case, data=data, confirmed=frozenset(), user=cast.owner, by=by, at=now)
    client.post(reverse("begin_wording", args=[cast.case.pk]))
    walk = Walker(client, cast.case)
    for answers in (
        {"risk": "unlikely", "reason": "x"}, {"reason": "chiffré"}, {"authority": "no", "reason": "x"},
        {"telling": "not_owed", "reason": "x"}, {},
    ):  # fmt: skip
        walk.answer(**answers)
    for answer in (client.get, client.post):
        text = answer(reverse("approve", args=[cast.case.pk])).content.decode()
        assert "Vous avez décidé de ne pas prévenir directement" in text
    assert "aucune lettre n’est à approuver" in client.get(reverse("case", args=[cast.case.pk])).content.decode()
    assert not cast.case.notices.exists()


def test_a_closed_case_takes_no_decision(client: Client, cast: Cast, now: datetime) -> None:
    cast.case.closed_at = now
    cast.case.save()
    assert client.get(reverse("decide", args=[cast.case.pk])).status_code == 302
