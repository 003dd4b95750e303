import html
import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor, user_actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event
from notifier.audit.sequencer import sequence
from notifier.breaches.models import Breach, Case
from notifier.lib.ids import reference_digest
from notifier.notices.actions import draft_wording
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.breaches.sharing import share
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


@pytest.fixture
def told(now: datetime, by: Actor) -> Case:
    """A case with a made letter, whose notice has a history."""
    case = approved_case(letters=1, at=now, by=by)
    make_letters(at=now, by=by)
    return case


def journal_of(client: Client, case: Case, query: str = "") -> str:
    return client.get(reverse("journal", args=[case.pk]) + query).content.decode()


def test_the_log_of_a_case_can_be_filtered(told: Case, french: Client) -> None:
    owner = told.controller.physicians.get().user
    assert owner is not None
    french.force_login(owner)
    notice = told.notices.get()
    everything = ["Lettre prête à imprimer.", "Liste importée", "1 avis pris en charge", "Dossier ouvert."]
    for query, shown in {
        "": everything,
        "?sujet=actes": ["Liste importée", "Dossier ouvert."],
        "?sujet=papier": ["Lettre prête à imprimer."],
        "?sujet=effacement": [],
        "?qui=systeme": everything,
        "?du=2026-03-04&au=2026-03-04": everything,
        "?au=2026-03-03": [],
        "?du=2026-03-05": [],
        f"?avis={notice.pk}": ["Lettre prête à imprimer.", "1 avis pris en charge"],
        f"?avis={reference_digest(notice.reference)}": ["Lettre prête à imprimer.", "1 avis pris en charge"],
    }.items():
        page = journal_of(french, told, query)
        assert [sentence for sentence in everything if sentence in page] == shown, query
        assert ("Aucun événement ne correspond à ce filtre." in page) == (not shown), query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?avis=7K3M-9QXT-2W4F-H", "Ce n’est ni le numéro d’un avis, ni l’empreinte d’une référence."),
        ("?du=2026-03-05&au=2026-03-04", "Ce jour précède le premier."),
        ("?du=hier", "À corriger"),
        ("?sujet=rien", "À corriger"),
        ("?qui=user:0", "À corriger"),
    ],
)
def test_a_filter_that_makes_no_sense_is_said_to(told: Case, french: Client, query: str, said: str) -> None:
    french.force_login(told.controller.physicians.get().user)
    page = journal_of(french, told, query)
    assert said in page
    assert "Dossier ouvert." not in page


def test_the_log_is_read_page_by_page_with_its_filter(told: Case, french: Client, now: datetime, by: Actor) -> None:
    french.force_login(told.controller.physicians.get().user)
    with transaction.atomic():
        record_all([Fact("case.closed", case=told.pk) for _ in range(60)], by=by, at=now)
    first = journal_of(french, told, "?sujet=dossier")
    assert (first.count("Dossier clos."), "Plus récent" in first) == (50, False)
    older = re.search(r'href="(\?sujet=dossier&amp;avant=\d+)"', first)
    assert older is not None
    second = journal_of(french, told, older[1].replace("&amp;", "&"))
    assert (second.count("Dossier clos."), second.count("Dossier ouvert.")) == (10, 1)
    assert "?sujet=dossier&amp;apres=" in second
    assert journal_of(french, told, "?avant=" + "9" * 30).count("Dossier clos.") == 50


def test_a_reference_leads_to_its_notice_and_stands_in_no_address(told: Case, french: Client) -> None:
    french.force_login(told.controller.physicians.get().user)
    notice = told.notices.get()
    address = reverse("find_notice", args=[told.pk])
    answer = french.post(address, {"reference": notice.reference.lower()})
    assert answer["Location"] == f"{reverse('journal', args=[told.pk])}?avis={notice.pk}"
    wrong = french.post(address, {"reference": "7K3M"}, follow=True)
    assert "Cette référence est mal écrite." in wrong.content.decode()


def test_the_operator_sees_what_was_done_and_no_names(now: datetime, by: Actor, french: Client) -> None:
    cast = make_cast(at=now, by=by)
    draft_wording(case=cast.case, by=user_actor(cast.owner.pk), at=now)
    shown = {}
    for name in ("auditor", "operator"):
        french.force_login(cast.everyone[name])
        page = journal_of(french, cast.case)
        shown[name] = (cast.owner.name in page.partition('<div class="log">')[2], "Texte préparé" in page)
    assert shown == {"auditor": (True, True), "operator": (False, True)}


def test_the_auditor_filters_the_whole_log_by_people_and_practices(now: datetime, by: Actor, french: Client) -> None:
    cast = make_cast(at=now, by=by)
    draft_wording(case=cast.case, by=user_actor(cast.owner.pk), at=now)
    french.force_login(cast.auditor)

    def whole(query: str) -> str:
        return french.get(reverse("whole_journal") + query).content.decode()

    assert "Installation de démonstration créée." in whole("")
    assert "Texte préparé" in whole("?qui=medecin1@example.org")
    assert "Dossier ouvert." not in whole("?qui=medecin1@example.org")
    ours = whole("?cabinet=Num%C3%A9ro+1")
    assert (ours.count("Dossier ouvert."), "Installation de démonstration" in ours) == (1, False)
    assert "Aucun événement" in whole("?cabinet=nulle+part")
    for number in range(3, 25):
        open_practice(number=number, at=now, by=by)
    assert "Trop de réponses" in whole("?cabinet=Cabinet")


def test_the_case_page_and_the_auditors_header_lead_to_the_log(cast: Cast, french: Client) -> None:
    pages = {}
    for name in ("owner", "auditor"):
        french.force_login(cast.everyone[name])
        pages[name] = french.get(reverse("case", args=[cast.case.pk])).content.decode()
    assert [reverse("journal", args=[cast.case.pk]) in page for page in pages.values()] == [True, True]
    assert {name: 'href="/journal/"' in page for name, page in pages.items()} == {"owner": False, "auditor": True}


def test_an_event_is_shown_with_its_bytes_and_its_checkpoint(told: Case, french: Client, now: datetime) -> None:
    french.force_login(told.controller.physicians.get().user)
    event = Event.objects.get(kind="attempt.started")
    address = reverse("event", args=[event.uid])
    assert "en attente" in french.get(address).content.decode()
    sequence()
    assert "placé" in french.get(address).content.decode()
    checkpoint = make_checkpoint(at=now)
    page = html.unescape(french.get(address).content.decode())
    assert bytes(event.body).decode() in page
    assert bytes(checkpoint.note).decode() in page
    assert f"?avis={told.notices.get().pk}" in page


def test_the_log_costs_the_same_for_few_events_and_for_many(cast: Cast, now: datetime, by: Actor) -> None:
    client = Client()
    client.force_login(cast.auditor)
    costs = []
    for more in (60, 300):
        with transaction.atomic():
            facts = [Fact("notice.sent", f"notice:{n}", case=cast.case.pk) for n in range(more)]
            record_all(facts, by=by, at=now)
        for address in (reverse("journal", args=[cast.case.pk]), reverse("whole_journal")):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            costs.append(len(queries))
    assert costs[:2] == costs[2:]


def test_a_vendor_of_one_breach_comes_straight_to_its_counts(now: datetime, by: Actor, client: Client) -> None:
    shared = share(at=now, by=by)
    client.force_login(shared.vendor)
    answer = client.get(reverse("home"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("vendor_counts", args=[shared.breach.pk])
    assert reverse("register") not in answer.content.decode()


def test_a_single_case_is_neither_filtered_nor_sorted(now: datetime, by: Actor, client: Client) -> None:
    shared = share(at=now, by=by)
    client.force_login(shared.owner)
    address = reverse("breach", args=[shared.breach.pk])
    alone = client.get(address, headers={"accept-language": "fr"}).content.decode()
    assert "Filtrer les dossiers" not in alone
    # A filter that shows none of them still offers the way back.
    none = client.get(f"{address}?voir=moi", headers={"accept-language": "fr"}).content.decode()
    assert "Filtrer les dossiers" in none
