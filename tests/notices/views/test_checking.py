from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.models import Approval, Override, Wording, WordingText
from notifier.rosters.actions import import_roster
from tests.notices.people import Team
from tests.worlds import HEADER

pytestmark = pytest.mark.django_db
WIDE = f"{HEADER}{'W' * 18};{'M' * 18};01/02/1980;1 rue du Port;69003;Lyon;;;;\n".encode()


@pytest.fixture
def address(case: Case, draft: Wording, owner: User, client: Client) -> str:
    client.force_login(owner)
    client.cookies["django_language"] = "fr"
    return reverse("wording_checks", args=[case.pk])


def test_what_blocks_comes_first_with_its_rule_and_its_place(address: str, text: WordingText, client: Client) -> None:
    WordingText.objects.filter(pk=text.pk).update(parts={**text.parts, "contact": ""}, subject="Vos soins")
    shown = client.get(address).content.decode()
    assert "Il manque le contact" in shown
    assert "Code pénal 226-13" in shown
    place = reverse("edit_text", args=[text.wording.case_id, "fr.administrative.adult"])
    assert f'href="{place}#id_contact"' in shown
    assert "Écarter" not in shown


def test_every_letter_is_looked_at_and_who_does_not_fit_is_listed_masked(
    case: Case, address: str, owner: User, client: Client, now: datetime, by: Actor
) -> None:
    import_roster(case=case, data=WIDE, confirmed=frozenset(), user=owner, by=by, at=now)
    shown = client.post(address).content.decode()
    assert "7 lettres contrôlées" in shown
    assert "1 patient concerné" in shown
    assert "M. W." in shown
    assert "WWW" not in shown.upper().replace("WWW.", "")
    assert "Contrôlez à nouveau pour voir la liste." in client.get(address).content.decode()


def test_letters_no_font_carries_are_named_and_those_of_another_font_said_apart(
    case: Case, address: str, owner: User, client: Client, now: datetime, by: Actor
) -> None:
    rows = "Canari;山田;01/02/1981;1 rue du Port;69003;Lyon;;;;\nHəsənov;Əli;01/02/1980;1 rue du Port;59000;Lille;;;;\n"
    import_roster(case=case, data=(HEADER + rows).encode(), confirmed=frozenset(), user=owner, by=by, at=now)
    shown = client.post(address).content.decode()
    without, _, apart = shown.partition("Lettres imprimées en partie dans une autre police")
    assert "山 (U+5C71), 田 (U+7530)" in without
    assert "nos polices ne savent pas écrire" in without
    assert "Lyon" in without
    assert "Ə (U+018F), ə (U+0259)" in apart
    assert "Lille" in apart
    assert "1 patient concerné" in without.partition("à savoir")[2]
    assert "Həsənov" not in shown


def test_advice_is_set_aside_with_a_reason_and_then_one_may_approve(
    case: Case, address: str, owner: User, client: Client, now: datetime, by: Actor
) -> None:
    import_roster(case=case, data=WIDE, confirmed=frozenset(), user=owner, by=by, at=now)
    (one,) = client.post(address).context["checked"].judged
    aside = reverse("override_finding", args=[case.pk, one.fingerprint])
    assert "Écrivez la raison." in client.post(aside, {"reason": ""}).content.decode()
    assert client.post(aside, {"reason": "Remise en main propre."}).status_code == 302
    assert "Remise en main propre." in client.get(address).content.decode()
    approve = reverse("approve", args=[case.pk])
    client.post(approve, {"read": client.get(approve).context["read"]})
    assert Approval.objects.count() == 1


def test_a_finding_that_is_gone_leads_back(case: Case, address: str, client: Client) -> None:
    aside = reverse("override_finding", args=[case.pk, "0" * 64])
    assert client.get(aside)["Location"] == address
    assert "n’est plus relevé" in client.post(aside, {"reason": "x"}).content.decode()
    assert not Override.objects.exists()


def test_when_the_text_changes_the_look_is_old(case: Case, address: str, text: WordingText, client: Client) -> None:
    assert "toutes conviennent" in client.post(address).content.decode()
    WordingText.objects.filter(pk=text.pk).update(subject="Vos données volées")
    assert "le texte ou la liste a changé depuis" in client.get(address).content.decode()


def test_a_dpo_without_names_checks_and_sees_only_how_many(
    case: Case, address: str, owner: User, team: Team, client: Client, now: datetime, by: Actor
) -> None:
    import_roster(case=case, data=WIDE, confirmed=frozenset(), user=owner, by=by, at=now)
    client.force_login(team.dpo)
    answer = client.post(address)
    assert (answer.context["people"], answer.context["noted"]) == ([], [])
    assert "1 patient concerné" in answer.content.decode()
    assert client.get(reverse("override_finding", args=[case.pk, "0" * 64])).status_code == 403
