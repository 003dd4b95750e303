from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.models import Breach, Case
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.cast import Cast, make_cast
from tests.worlds import approved_case, make_letters, open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


@pytest.fixture
def french(client: Client) -> Client:
    client.cookies["django_language"] = "fr"
    return client


def test_a_physician_begins_at_their_case(cast: Cast, client: Client) -> None:
    client.force_login(cast.owner)
    assert client.get("/")["Location"] == reverse("case", args=[cast.case.pk])


def test_a_dpo_begins_at_the_breach(cast: Cast, client: Client) -> None:
    client.force_login(cast.dpo)
    assert client.get("/")["Location"] == reverse("breach", args=[cast.case.breach_id])


def test_the_auditor_chooses_among_all_breaches(cast: Cast, client: Client) -> None:
    client.force_login(cast.auditor)
    page = client.get("/").content.decode()
    assert [page.count(str(pk)) for pk in Breach.objects.values_list("pk", flat=True)] == [1, 1]


def test_who_follows_nothing_is_told_what_will_be_here(cast: Cast, french: Client) -> None:
    french.force_login(cast.vendor)
    assert "Vous verrez ici les fuites" in french.get("/").content.decode()


def test_a_breach_without_cases_says_what_will_be_here(cast: Cast, french: Client) -> None:
    bare = Breach.objects.create(title="Vol", began_on=date(2026, 3, 1), categories=[], created_at=cast.case.opened_at)
    french.force_login(cast.auditor)
    page = french.get(reverse("breach", args=[bare.pk])).content.decode()
    assert "Les dossiers des cabinets seront ici" in page
    assert "<table" not in page


def test_a_page_left_open_too_long_says_so_in_our_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "fr"
    answer = client.post(reverse("account_login"), {"login": cast.owner.email, "password": "x"})
    assert answer.status_code == 403
    assert "Cette page a expiré" in answer.content.decode()


def test_a_late_case_says_so_first(cast: Cast, french: Client, now: datetime) -> None:
    Case.objects.filter(pk=cast.case.pk).update(aware_at=now - timedelta(days=400))
    french.force_login(cast.dpo)
    page = french.get(reverse("breach", args=[cast.case.breach_id])).content.decode()
    assert "1 dossier a dépassé le délai de déclaration à la CNIL." in page
    assert "En retard de" in page


def test_a_late_case_begins_with_the_delay_and_with_the_way_out(now: datetime, by: Actor, french: Client) -> None:
    case, user = open_practice(at=now, by=by)
    Case.objects.filter(pk=case.pk).update(aware_at=now - timedelta(days=400))
    french.force_login(user)
    page = french.get(reverse("case", args=[case.pk])).content.decode()
    assert page.index("En retard de") < page.index("Noter la déclaration") < page.index("Ce qu’il y a à faire")


def test_letters_can_be_printed_as_soon_as_the_sending_ends(now: datetime, by: Actor, french: Client) -> None:
    case = approved_case(emails=0, letters=2, held=0, at=now, by=by)
    french.force_login(case.controller.physicians.get().user)
    live = reverse("case_live", args=[case.pk])
    assert "Imprimer" not in french.get(live).content.decode()
    make_letters(at=now, by=by)
    assert "Imprimer 2 lettres" in french.get(live).content.decode()


def test_the_page_speaks_english_to_who_asks_for_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.dpo)
    answer = client.get(reverse("breach", args=[cast.case.breach_id]), headers={"accept-language": "en"})
    assert "Cases, the most urgent first" in answer.content.decode()


def test_the_live_part_stops_asking_when_nothing_moves(now: datetime, by: Actor, client: Client) -> None:
    case = approved_case(emails=2, letters=0, held=0, at=now, by=by)
    client.force_login(case.controller.physicians.get().user)
    pages = [reverse("case_live", args=[case.pk]), reverse("breach_live", args=[case.breach_id])]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    Notice.objects.update(state=State.SENT)
    assert [client.get(page).status_code for page in pages] == [286, 286]


def test_the_board_costs_the_same_for_one_case_and_for_three(now: datetime, by: Actor, client: Client) -> None:
    cast = make_cast(at=now, by=by)
    client.force_login(cast.auditor)
    address = reverse("breach", args=[cast.case.breach_id])
    costs = []
    for numbers in ((), (3, 4)):
        for number in numbers:
            other, _ = open_practice(number=number, at=now, by=by)
            Case.objects.filter(pk=other.pk).update(breach=cast.case.breach)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address).content.decode()
        costs.append((page.count("/dossiers/"), len(queries)))
    assert [cases for cases, _ in costs] == [1, 3]
    assert len({queries for _, queries in costs}) == 1


def test_the_case_page_costs_the_same_for_one_patient_and_for_many(now: datetime, by: Actor, client: Client) -> None:
    costs = []
    for number, emails in enumerate((1, 40), start=1):
        case = approved_case(number=number, emails=emails, letters=1, held=1, at=now, by=by)
        client.force_login(case.controller.physicians.get().user)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("case", args=[case.pk]))
        costs.append(len(queries))
    assert costs[0] == costs[1]
