"""The care queue: read by those who may see people, decided by the controller alone."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import HoldReason
from notifier.notices.models import CareDecision, Notice
from notifier.rosters.actions import import_roster
from tests.cast import Cast, make_cast
from tests.notices.odd import HEADER, ODDITIES, notice_of, odd_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def odd(now: datetime, by: Actor) -> tuple[Case, User]:
    return odd_case(at=now, by=by)


@pytest.fixture
def case(odd: tuple[Case, User]) -> Case:
    return odd[0]


@pytest.fixture
def owner(odd: tuple[Case, User]) -> Client:
    return client_of(odd[1])


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_queue_shows_the_reasons_with_their_rule_and_nobody_by_name(case: Case, owner: Client) -> None:
    text = page(owner, "care", case.pk)
    assert "12 patients à décider" in text
    assert text.index("Personne décédée") < text.index("Mineur qui a demandé le secret")
    assert text.index("Mineur qui a demandé le secret") < text.index("Déjà informé, d’après votre liste")
    assert "partagent une boîte électronique" in text
    assert "plus de vingt ans" in text
    assert "Canari" not in text.split("<main")[1]


def test_the_page_of_the_case_leads_there(case: Case, owner: Client) -> None:
    text = page(owner, "case", case.pk)
    assert f'href="{reverse("care", args=[case.pk])}">12 patients à décider</a>' in text


def test_without_anybody_waiting_it_says_so(now: datetime, by: Actor) -> None:
    row = "Canari;Luc;01/02/1980;;;;luc@example.org;;;;;;\n"
    case, user = odd_case(row, at=now, by=by)
    assert "Personne n’attend votre décision" in page(client_of(user), "care", case.pk)


@pytest.mark.parametrize("reason", HoldReason)
def test_every_group_has_its_page(case: Case, owner: Client, reason: HoldReason) -> None:
    text = page(owner, "care_group", case.pk, reason.value or "aucune")
    assert "Canari" not in text.split("<main")[1]


@pytest.mark.parametrize(
    "args",
    [("x",), ("deceased", "email"), ("minor_secret", "letter"), ("safe_channel", "withdraw"), ("deceased", "x")],
)
def test_what_is_not_open_has_no_page(case: Case, owner: Client, args: tuple[str, ...]) -> None:
    name = "care_group" if len(args) == 1 else "care_rule"
    assert owner.get(reverse(name, args=[case.pk, *args])).status_code == 404
    assert owner.post(reverse(name, args=[case.pk, *args])).status_code in (404, 405)
    assert not CareDecision.objects.exists()


def test_a_rule_says_what_happens_to_how_many_and_then_does_it_once(case: Case, owner: Client) -> None:
    address = reverse("care_rule", args=[case.pk, "already_told", "told"])
    text = owner.get(address).content.decode()
    assert "3\u00a0personnes" in text or "3 personnes" in text
    assert "pas pour une liste importée plus tard" in text
    for _tap in range(2):
        answer = owner.post(address, {"text": ""}, follow=True)
    said = answer.content.decode()
    assert "2 personnes attendent encore" in said
    assert CareDecision.objects.count() == 1


def test_a_group_can_be_told_with_one_proof(case: Case, owner: Client) -> None:
    address = reverse("care_rule", args=[case.pk, "protected_adult", "told"])
    refused = owner.post(address, {"told_on": "2025-11-01", "told_how": "telephone", "told_by": "", "text": ""})
    text = refused.content.decode()
    assert "RGPD 34(1)" in text
    assert "dit qui a prévenu" in text
    assert 'value="2025-11-01"' in text
    done = {"told_on": "2026-03-01", "told_how": "telephone", "told_by": "Dr Numéro 1", "text": ""}
    assert owner.post(address, done)["Location"] == reverse("care", args=[case.pk])
    assert notice_of(case, "Protégée").state == "told"


def test_one_person_is_decided_on_with_the_controllers_word(case: Case, owner: Client) -> None:
    hidden = notice_of(case, "Cachée")
    address = reverse("care_person", args=[case.pk, hidden.pk])
    text = owner.get(address).content.decode()
    assert "C. C. Lyon" in text
    assert "Adresse confidentielle" in text
    assert "Canari" not in text.split("<main")[1]
    refused = owner.post(address, {"choice": "letter"}).content.decode()
    assert "Confirmez d’abord" in refused
    assert notice_of(case, "Cachée").state == "held"
    owner.post(address, {"choice": "letter", "sure_letter": "on", "text": "Vu avec elle."})
    decided = notice_of(case, "Cachée")
    assert (decided.state, decided.channel) == ("queued", "letter")
    assert "Vu avec elle." in page(owner, "care_person", case.pk, hidden.pk)


def test_a_choice_that_is_not_offered_is_refused(case: Case, owner: Client) -> None:
    secret = notice_of(case, "Secret")
    address = reverse("care_person", args=[case.pk, secret.pk])
    text = owner.post(address, {"choice": "letter", "sure_letter": "on"}).content.decode()
    assert "n’est pas ouvert pour cette personne" in text
    assert notice_of(case, "Secret").state == "held"


def test_in_a_closed_case_nothing_is_decided(case: Case, owner: Client, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=now)
    answer = owner.post(reverse("care_rule", args=[case.pk, "minor_secret", "in_person"]), {"text": ""})
    assert "Ce dossier est clos" in answer.content.decode()
    secret = notice_of(case, "Secret").pk
    answer = owner.post(reverse("care_person", args=[case.pk, secret]), {"choice": "in_person"})
    assert "Ce dossier est clos" in answer.content.decode()
    assert not CareDecision.objects.exists()


def test_of_an_erased_case_nobody_is_left_to_show(case: Case, owner: Client, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=now, erasing_at=now)
    for name, args in (("care", []), ("care_group", ["deceased"]), ("care_rule", ["deceased", "withdraw"])):
        assert "effacées" in page(owner, name, case.pk, *args)


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    cast = make_cast(at=now, by=by)
    data = (HEADER + ODDITIES).encode()
    import_roster(case=cast.case, data=data, confirmed=frozenset({"possible_homonyms"}), user=cast.owner, by=by, at=now)
    approve_wording(wording=draft_wording(case=cast.case, by=by, at=now), approver=cast.owner, by=by, at=now)
    return cast


def test_a_person_opens_for_those_who_see_people_and_is_decided_on_by_one(cast: Cast) -> None:
    secret = notice_of(cast.case, "Secret").pk
    address = reverse("care_person", args=[cast.case.pk, secret])
    opened, decided = set(), set()
    for name, user in cast.everyone.items():
        client = client_of(user)
        opened |= {name} if client.get(address).status_code == 200 else set()
        posted = [
            client.post(address, {"choice": "in_person", "text": ""}).status_code,
            client.post(reverse("told_now", args=[cast.case.pk, secret])).status_code,
            client.post(reverse("hold_again", args=[cast.case.pk, secret])).status_code,
        ]
        decided |= {name} if {200, 302} & set(posted) else set()
        assert len(set(posted)) == 1
    assert opened == {"owner", "assistant", "dpo", "auditor"}
    assert decided == {"owner"}
    assert Client().get(address)["Location"].startswith("/compte/login/")


def test_of_another_case_nobody_is_found(cast: Cast, case_of_stranger: Notice) -> None:
    client = client_of(cast.owner)
    for name in ("care_person", "told_now"):
        address = reverse(name, args=[cast.case.pk, case_of_stranger.pk])
        assert client.post(address, {"choice": "in_person"}).status_code == 404


@pytest.fixture
def case_of_stranger(now: datetime, by: Actor) -> Notice:
    return notice_of(odd_case(number=3, at=now, by=by)[0], "Secret")
