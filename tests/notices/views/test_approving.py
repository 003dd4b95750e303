from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions import draft_wording
from notifier.notices.models import Approval, Notice, WordingText
from notifier.rosters.actions import import_roster
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import share
from tests.notices.people import Team, make_team
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


def as_read(client: Client, case: Case) -> dict[str, str]:
    """What the page's form carries."""
    return {"read": client.get(reverse("approve", args=[case.pk])).context["read"]}


def test_before_approving_one_sees_how_many_go_where(case: Case, client: Client) -> None:
    context = client.get(reverse("approve", args=[case.pk])).context
    assert [context[name] for name in ("emails", "letters", "held", "total")] == [2, 1, 1, 4]


def test_approving_twice_owes_every_notice_once(case: Case, client: Client) -> None:
    address, read = reverse("approve", args=[case.pk]), as_read(client, case)
    answers = [client.post(address, read).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Notice.objects.count() == 4
    assert Event.objects.filter(kind="wording.approved").count() == 1


def test_a_list_that_is_new_or_came_late_gets_its_text_from_the_case_page(
    case: Case, client: Client, now: datetime, by: Actor
) -> None:
    """Nobody on a list may be left without a way to their notice."""
    client.post(reverse("approve", args=[case.pk]), as_read(client, case))
    late = roster() + b"Canari;Tardive;01/02/1980;;;;tardive@example.org;Mme;;\n"
    user = case.controller.physicians.get().user
    import_roster(case=case, data=late, confirmed=frozenset(), user=user, by=by, at=now)
    page, begin = reverse("case", args=[case.pk]), reverse("begin_wording", args=[case.pk])
    told = client.get(page).content.decode()
    assert begin in told
    assert "1 patient ajouté depuis n’a pas encore d’avis." in told
    assert [client.post(begin)["Location"] for _ in range(2)] == [reverse("wording", args=[case.pk])] * 2
    assert reverse("approve", args=[case.pk]) in client.get(page).content.decode()
    client.post(reverse("approve", args=[case.pk]), as_read(client, case))
    assert (Notice.objects.count(), case.wordings.count()) == (5, 2)
    assert begin not in client.get(page).content.decode()


def test_a_faulty_text_is_not_approved_and_the_page_says_why(case: Case, client: Client) -> None:
    case.wordings.get().texts.update(subject="Vos données médicales")
    page = client.post(reverse("approve", args=[case.pk]), as_read(client, case)).content.decode()
    assert "L’objet révèle un soin ou un médecin." in page
    assert Notice.objects.count() == 0


def test_there_is_nothing_to_approve_when_everyone_is_owed_a_notice(case: Case, client: Client) -> None:
    address = reverse("approve", args=[case.pk])
    client.post(address, as_read(client, case))
    answer = client.get(address, follow=True)
    assert answer.redirect_chain == [(reverse("case", args=[case.pk]), 302)]
    assert "il n’y a rien à approuver" in answer.content.decode()


def test_what_changed_after_the_page_was_shown_is_not_approved(case: Case, client: Client) -> None:
    read = as_read(client, case)
    case.wordings.get().texts.filter(language="en").update(subject="Your data were stolen")
    page = client.post(reverse("approve", args=[case.pk]), read).content.decode()
    assert "a changé depuis que vous l’avez lu" in page
    assert Notice.objects.count() == 0
    client.post(reverse("approve", args=[case.pk]), as_read(client, case))
    assert Notice.objects.count() == 4


@pytest.mark.parametrize("read", [{}, {"read": ""}, {"read": "0" * 64}])
def test_a_click_without_a_page_approves_nothing(case: Case, client: Client, read: dict[str, str]) -> None:
    client.post(reverse("approve", args=[case.pk]), read)
    assert Notice.objects.count() == 0


def test_open_remarks_are_shown_where_one_approves(case: Case, client: Client) -> None:
    client.post(reverse("wording_comments", args=[case.pk]), {"text": "Trop long pour Mme Bernard."})
    address = reverse("approve", args=[case.pk])
    assert "Trop long pour Mme Bernard." in client.get(address).content.decode()
    comment = case.wordings.get().comments.get()
    client.post(reverse("resolve_comment", args=[case.pk, comment.pk]))
    assert "Trop long" not in client.get(address).content.decode()


@pytest.fixture
def partners(case: Case, now: datetime, by: Actor) -> tuple[User, User, Team]:
    owner = case.controller.physicians.get().user
    assert owner is not None
    team = make_team(case, owner, at=now, by=by)
    return owner, team.partner, team


def test_two_people_approve_one_after_the_other(case: Case, client: Client, partners: tuple[User, User, Team]) -> None:
    owner, partner, team = partners
    client.force_login(team.dpo)
    client.post(reverse("two_persons", args=[case.pk]))
    client.force_login(owner)
    address = reverse("approve", args=[case.pk])
    assert "Approuver en premier" in client.get(address).content.decode()
    client.post(address, as_read(client, case))
    assert Notice.objects.count() == 0
    waiting = client.get(address).content.decode()
    assert "Une autre personne du cabinet doit l’approuver à son tour." in waiting
    assert '<button class="button"' not in waiting
    client.force_login(partner)
    page = client.get(address).content.decode()
    assert f"Première approbation\u00a0: {owner.name}" in page
    client.post(address, as_read(client, case))
    assert Notice.objects.count() == 4
    shown = client.get(reverse("wording", args=[case.pk])).content.decode()
    assert f"approuvée par {partner.name}" in shown
    assert f"Première approbation\u00a0: {owner.name}" in shown


def test_one_who_decides_alone_is_told_that_they_suffice(case: Case, client: Client) -> None:
    address = reverse("two_persons", args=[case.pk])
    assert "une seule personne décide" in client.get(address).content.decode()
    client.post(address)
    page = client.get(reverse("approve", args=[case.pk])).content.decode()
    assert "la vôtre suffit" in page
    client.post(reverse("approve", args=[case.pk]), as_read(client, case))
    assert Notice.objects.count() == 4


def test_giving_up_the_second_person_asks_for_a_reason(
    case: Case, client: Client, partners: tuple[User, User, Team]
) -> None:
    address = reverse("two_persons", args=[case.pk])
    client.post(address)
    assert "Écrivez la raison." in client.post(address, {"reason": ""}).content.decode()
    assert case.two_person_demands.get().lifted_at is None
    client.post(address, {"reason": "L’associé est absent."})
    assert case.two_person_demands.get().lifted_at is not None


def test_a_dpo_asks_it_for_every_case_of_theirs_in_the_breach(now: datetime, by: Actor, client: Client) -> None:
    shared = share(at=now, by=by)
    office = mandate_office(shared, both=False, at=now, by=by)
    address = reverse("two_for_breach", args=[shared.breach.pk])
    client.force_login(office.dpo)
    assert address in client.get(reverse("breach", args=[shared.breach.pk])).content.decode()
    assert client.get(address).context["asked"] == 0
    client.post(address)
    assert client.get(address).context["asked"] == 1
    assert (shared.one.two_person_demands.count(), shared.two.two_person_demands.count()) == (1, 0)
    for user in (office.coordinator, shared.owner):
        client.force_login(user)
        assert client.post(address).status_code == 403


def test_what_must_be_mended_first_is_said_once_and_no_button_offers_what_is_refused(
    case: Case, client: Client
) -> None:
    address = reverse("approve", args=[case.pk])
    assert "Approuver et envoyer" in client.get(address).content.decode()
    text = WordingText.objects.filter(wording__case=case, language="fr")[0]
    WordingText.objects.filter(pk=text.pk).update(parts={**text.parts, "contact": ""})
    for shown in (client.get(address), client.post(address, {"read": client.get(address).context["read"]})):
        page = shown.content.decode()
        assert page.count("Il manque le contact") == 1
        assert reverse("wording_checks", args=[case.pk]) in page
        assert "Approuver et envoyer" not in page
    assert not Approval.objects.exists()
