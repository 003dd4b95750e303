"""The five main pages in a real browser: they work, and nobody is shut out (axe-core)."""

from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.dispatch import work_batch
from notifier.notices.actions import draft_wording
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from tests.browser.conftest import PASSWORD, log_in
from tests.cast import Cast, make_cast
from tests.worlds import roster

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}


@pytest.fixture
def cast(by: Actor) -> Cast:
    at = timezone.now()
    cast = make_cast(at=at, by=by)
    for user in (cast.owner, cast.dpo, cast.auditor):
        user.set_password(PASSWORD)
        user.save()
    data = roster(emails=3, letters=2, held=1)
    import_roster(case=cast.case, data=data, confirmed=frozenset(), user=cast.owner, by=by, at=at)
    draft_wording(case=cast.case, by=by, at=at)
    return cast


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_main_pages(
    cast: Cast, live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    found = []
    for address in ("/compte/login/", "/avis/"):
        page.goto(live_server.url + address)
        found += violations(page)
    log_in(page, live_server, cast.owner.email)
    case = f"/dossiers/{cast.case.pk}/"
    breach = f"/violations/{cast.case.breach_id}/"
    pages = ("approbation/", "lettre/", "patients/", "liste/", "declaration/")
    for address in (case, *(case + name for name in pages), breach):
        page.goto(live_server.url + address)
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    assert found == []
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_log(
    cast: Cast, live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    make_checkpoint(at=timezone.now())
    event = Event.objects.filter(case_id=cast.case.pk).latest("pk")
    log_in(page, live_server, cast.auditor.email)
    log = f"/dossiers/{cast.case.pk}/journal/"
    found = []
    for address in ("/journal/", log, f"{log}?du=hier", f"{log}?sujet=papier", f"/journal/{event.uid}/"):
        page.goto(live_server.url + address)
        found += violations(page)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    assert found == []
    assert errors == []


def test_a_sentence_of_the_log_is_found_and_opened(cast: Cast, live_server: LiveServer, page: Page) -> None:
    make_checkpoint(at=timezone.now())
    log_in(page, live_server, cast.owner.email)
    page.get_by_role("link", name="Tout le journal du dossier").click()
    page.get_by_text("Filtrer le journal").click()
    page.get_by_label("Sujet").select_option("Liste")
    page.get_by_role("button", name="Filtrer", exact=True).click()
    expect(page.get_by_text("Texte préparé")).to_have_count(0)
    page.get_by_role("link", name="Liste importée").click()
    expect(page.get_by_role("heading", name="Ce qui est conservé")).to_be_visible()
    expect(page.get_by_role("region", name="Les octets exacts")).to_contain_text('"kind":"roster.imported"')
    expect(page.get_by_role("region", name="Le point de contrôle")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_one_is_shut_out_where_something_went_wrong(
    cast: Cast, live_server: LiveServer, page: Page, scheme: str
) -> None:
    page.set_viewport_size(SIZES["phone"])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    found = []
    for reference in ("", "7K3M-9QXT-2W4F-H"):
        page.goto(f"{live_server.url}/avis/")
        page.get_by_label("Référence").fill(reference)
        page.get_by_role("button", name="Vérifier").click()
        found += violations(page)
    log_in(page, live_server, cast.owner.email)
    case = f"{live_server.url}/dossiers/{cast.case.pk}/"
    page.goto(f"{case}declaration/")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Indiquez le jour").click()
    expect(page.get_by_label("Quand avez-vous déclaré")).to_be_focused()
    found += violations(page)
    for data in (b"nom;pr\xc3\xa9nom;nir\nA;B;1\n", roster(emails=3).replace(b"nom;", b"teint;nom;", 1)):
        page.goto(f"{case}liste/")
        page.get_by_label("Fichier CSV").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": data})
        page.get_by_role("button", name="Examiner le fichier").click()
        found += violations(page)
    page.goto(f"{live_server.url}/nulle-part/")
    found += violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert found == []


def test_a_physician_reads_the_letter_approves_it_and_watches_it_go(
    cast: Cast, live_server: LiveServer, page: Page, errors: list[str], by: Actor
) -> None:
    log_in(page, live_server, cast.owner.email)
    expect(page.get_by_text("6 de vos patients sont concernés.")).to_be_visible()
    page.get_by_role("link", name="Lire la lettre").click()
    expect(page.get_by_role("heading", name="Par courriel")).to_be_visible()
    page.get_by_role("link", name="Approuver l’envoi").click()
    expect(page.get_by_role("heading", name="Prévenir 6 patients ?")).to_be_visible()
    page.get_by_role("button", name="Approuver et envoyer").click()
    expect(page.get_by_text("5 en cours")).to_be_visible()
    send_everything(by)
    expect(page.get_by_text("3 informés")).to_be_visible(timeout=10_000)
    expect(page.get_by_text("2 lettres à poster")).to_be_visible()
    assert errors == []


def test_the_page_stops_asking_when_everything_is_sent(
    cast: Cast, live_server: LiveServer, page: Page, by: Actor
) -> None:
    log_in(page, live_server, cast.owner.email)
    page.get_by_role("link", name="Approuver l’envoi").click()
    page.get_by_role("button", name="Approuver et envoyer").click()
    send_everything(by)
    expect(page.get_by_text("3 informés")).to_be_visible(timeout=10_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(5_000)
    assert asked == []


def test_letters_are_printed_with_one_press(cast: Cast, live_server: LiveServer, page: Page, by: Actor) -> None:
    log_in(page, live_server, cast.owner.email)
    page.get_by_role("link", name="Approuver l’envoi").click()
    page.get_by_role("button", name="Approuver et envoyer").click()
    expect(page.get_by_text("5 en cours")).to_be_visible()
    send_everything(by)
    with page.expect_download() as download:
        page.get_by_role("button", name="Imprimer 2 lettres").click()
    assert download.value.suggested_filename == "tirage-0001.pdf"
    assert Notice.objects.filter(state=State.IN_RUN).count() == 2


def test_a_list_is_examined_then_imported(cast: Cast, live_server: LiveServer, page: Page) -> None:
    log_in(page, live_server, cast.owner.email)
    page.get_by_role("link", name="Ajouter une liste").click()
    data = roster(emails=5)
    page.get_by_label("Fichier CSV").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Examiner le fichier").click()
    expect(page.get_by_role("heading", name="Importer 5 patients ?")).to_be_visible()
    page.get_by_role("button", name="Importer", exact=True).click()
    expect(page.get_by_role("heading", name="Ce qu’il y a à faire")).to_be_visible()
    assert Case.objects.get(pk=cast.case.pk).patients.count() == 8


def test_a_patient_checks_a_reference(live_server: LiveServer, page: Page, now: datetime) -> None:
    page.goto(f"{live_server.url}/avis/")
    page.get_by_label("Référence").fill("7K3M-9QXT-2W4F-H")
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("heading", name="Nous ne trouvons pas cette référence.")).to_be_visible()
    assert "7K3M" not in page.url


def send_everything(by: Actor) -> None:
    """Letters for real; e-mails marked as sent, for no relay is part of this test."""
    Notice.objects.filter(channel=Channel.EMAIL, state=State.QUEUED).update(state=State.SENT)
    while not work_batch({Channel.LETTER: LetterChannel()}, clock=timezone.now, by=by).is_idle:
        pass
