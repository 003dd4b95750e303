"""Typing a text: nothing typed is lost, whatever is refused."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.breaches.models import Case
from notifier.law.content import Part
from notifier.notices.models import Wording, WordingText
from tests.notices.people import Team
from tests.press.samples import text_of

pytestmark = pytest.mark.django_db
KEY = "fr.administrative.adult"


@pytest.fixture
def address(case: Case, text: WordingText, owner: User, client: Client) -> str:
    client.force_login(owner)
    client.cookies["django_language"] = "fr"
    return reverse("edit_text", args=[case.pk, KEY])


def typed(text: WordingText, **changes: str) -> dict[str, object]:
    return {"subject": text.subject, **text.parts, "base": text.revision, **changes}


def test_the_page_holds_the_text_as_it_is(address: str, text: WordingText, client: Client) -> None:
    form = client.get(address).context["form"]
    assert [form[part.value].value() for part in Part] == [text.parts[part] for part in Part]


def test_a_change_is_saved(address: str, text: WordingText, client: Client) -> None:
    answer = client.post(address, typed(text, contact="Appelez-nous au {telephone}."))
    assert answer.status_code == 302
    text.refresh_from_db()
    assert (text.parts["contact"], text.revision) == ("Appelez-nous au {telephone}.", 2)


def test_what_is_refused_is_shown_again_with_its_place(address: str, text: WordingText, client: Client) -> None:
    answer = client.post(address, typed(text, contact="Bonjour\n{prelude}, appelez."))
    shown = answer.content.decode()
    assert "Bonjour\n{prelude}, appelez.</textarea>" in shown.replace("\r", "")
    assert 'href="#id_contact"' in shown
    assert "Ligne 2\u00a0: le champ {prelude} n’existe pas." in shown
    assert (
        "{actions}, {address}, {consequences}, {officer}, {period}, {place}, {practice}, {reply_email}, {telephone}"
        in shown
    )
    text.refresh_from_db()
    assert text.revision == 1


def test_the_second_of_two_people_sees_both_texts_and_loses_none(
    address: str, text: WordingText, team: Team, client: Client
) -> None:
    mine = typed(text, contact="Mon texte.")
    client.force_login(team.assistant)
    client.post(address, typed(text, contact="Le sien."))
    client.force_login(team.partner)
    shown = client.post(address, mine).content.decode()
    assert f"{team.assistant.name} a enregistré la révision 2" in shown
    assert "Mon texte.</textarea>" in shown
    assert "Le sien." in shown
    text.refresh_from_db()
    assert text.parts["contact"] == "Le sien."
    again = {**mine, "base": 2}
    assert 'name="base" value="2"' in shown
    client.post(address, again)
    text.refresh_from_db()
    assert (text.parts["contact"], text.revision) == ("Mon texte.", 3)


def test_going_back_to_the_ready_made_text_keeps_what_is_typed_elsewhere(
    address: str, text: WordingText, client: Client
) -> None:
    client.post(address, typed(text, contact="Autre contact.", measures="Autres mesures."))
    text.refresh_from_db()
    assert "Remettre le texte d’origine" in client.get(address).content.decode()
    reset = {**typed(text, measures="Encore autre chose."), "reset": "contact"}
    form = client.post(address, reset).context["form"]
    assert form["measures"].value() == "Encore autre chose."
    assert "{telephone}" in form["contact"].value()
    text.refresh_from_db()
    assert text.parts["contact"] == "Autre contact."


def test_a_preview_saves_nothing(address: str, text: WordingText, client: Client) -> None:
    shown = client.post(address, {**typed(text, measures="- un\n- deux"), "preview": "1"}).content.decode()
    assert "<li>un</li>" in shown
    text.refresh_from_db()
    assert text.revision == 1


def test_the_live_part_shows_what_is_typed_or_why_not(
    case: Case, address: str, text: WordingText, client: Client
) -> None:
    live = reverse("live_text", args=[case.pk, KEY])
    assert "<li>un</li>" in client.post(live, typed(text, measures="- un\n- deux")).content.decode()
    refused = client.post(live, typed(text, measures="<b>un</b>")).content.decode()
    assert "ressemble à du code HTML" in refused
    assert "<b>" not in refused


def test_the_letter_is_shown_before_it_is_saved(case: Case, address: str, text: WordingText, client: Client) -> None:
    pdf = reverse("typed_pdf", args=[case.pk, KEY])
    answer = client.post(pdf, typed(text, subject="Un autre objet"))
    assert "Un autre objet" in text_of(answer.content)
    assert answer["Content-Disposition"] == 'inline; filename="apercu.pdf"'
    assert "n’existe pas" in client.post(pdf, typed(text, contact="{nomade}")).content.decode()


@pytest.mark.parametrize("key", ["fr", "fr.administrative", "fr.administrative.dog", "a.b.c.d"])
def test_a_text_that_does_not_exist_is_not_found(case: Case, address: str, client: Client, key: str) -> None:
    assert client.get(reverse("edit_text", args=[case.pk, key])).status_code == 404


def test_an_approved_text_is_read_not_edited(
    case: Case, address: str, text: WordingText, client: Client, now: datetime
) -> None:
    Wording.objects.update(state="approved")
    shown = client.get(address).content.decode()
    assert "<textarea" not in shown
    assert "Ce texte est approuvé" in shown
    refused = client.post(address, typed(text, contact="Autre.")).content.decode()
    assert "Ce texte est déjà approuvé." in refused


def test_a_closed_case_takes_nothing(
    case: Case, address: str, text: WordingText, client: Client, now: datetime
) -> None:
    Case.objects.update(closed_at=now)
    assert "Ce dossier est clos" in client.post(address, typed(text, contact="Autre.")).content.decode()
    text.refresh_from_db()
    assert text.revision == 1
