from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording, edit_text
from notifier.notices.models import Wording, WordingText
from notifier.notices.rules.documents import VariantText
from notifier.rosters.actions import import_roster
from tests.worlds import roster

pytestmark = pytest.mark.django_db


def edit(text: WordingText, owner: User, words: str, at: datetime, by: Actor) -> None:
    wanted = VariantText(text.subject, {**text.parts, "your_data": words})
    edit_text(text=text, wanted=wanted, base=text.revision, editor=owner, by=by, at=at)
    text.refresh_from_db()


def test_what_differs_is_told_word_by_word_with_signs(
    case: Case, text: WordingText, owner: User, client: Client, now: datetime, by: Actor
) -> None:
    edit(text, owner, "Voici ce qui a été pris (oui) et ce qui ne l’a pas été (non).", now, by)
    edit(text, owner, "Voici la liste.", now, by)
    client.force_login(owner)
    address = reverse("text_revisions", args=[case.pk, "fr.administrative.adult"])
    whole = client.get(address)
    assert (whole.context["old"].name, whole.context["new"].name) == ("origine", "3")
    one = client.get(address, {"de": "1", "a": "2"}).content.decode()
    assert "[−</span>" in one
    assert "volé " in one.split("<del>")[1].split("</del>")[0]
    assert "pris " in one.split("<ins>")[1].split("</ins>")[0]
    assert client.get(address, {"de": "9", "a": "x"}).status_code == 200
    assert client.get(address, {"de": "2", "a": "2"}).context["differences"] == ()


def test_two_versions_of_a_wording_are_compared(
    case: Case, draft: Wording, owner: User, client: Client, now: datetime, by: Actor
) -> None:
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    import_roster(case=case, data=roster(emails=3), confirmed=frozenset(), user=owner, by=by, at=now)
    second = draft_wording(case=case, by=by, at=now)
    edit(second.texts.get(language="en", tier="annotated", audience="adult"), owner, "Here is the list.", now, by)
    client.force_login(owner)
    address = reverse("wording_versions", args=[case.pk])
    answer = client.get(address)
    assert (answer.context["old"].number, answer.context["new"].number) == (1, 2)
    assert [one.label for one in answer.context["changed"]] == ["Anglais, notes du médecin, adultes"]
    assert f"approuvée par {owner.name}" in answer.content.decode()
    assert client.get(address, {"de": "2", "a": "2"}).context["changed"] == []


def test_a_single_version_differs_from_nothing(case: Case, draft: Wording, owner: User, client: Client) -> None:
    client.force_login(owner)
    assert client.get(reverse("wording_versions", args=[case.pk])).context["changed"] == []
