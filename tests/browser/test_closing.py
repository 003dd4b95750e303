"""Closing a case and one patient's rights in a real browser, on a phone and at a desk."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from notifier.audit.actors import Actor
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import State
from notifier.rosters.actions import import_roster
from tests.browser.conftest import PASSWORD, log_in
from tests.browser.test_pages import SIZES, violations
from tests.cast import Cast, make_cast
from tests.deciding import see_to_all
from tests.worlds import roster

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(by: Actor) -> Cast:
    """Everyone was told but one who waits for a decision."""
    at = timezone.now()
    cast = make_cast(at=at, by=by)
    cast.owner.set_password(PASSWORD)
    cast.owner.save()
    data = roster(emails=2, held=1)
    import_roster(case=cast.case, data=data, confirmed=frozenset(), user=cast.owner, by=by, at=at)
    approve_wording(wording=draft_wording(case=cast.case, by=by, at=at), approver=cast.owner, by=by, at=at)
    cast.case.notices.filter(state=State.QUEUED).update(state=State.SENT)
    see_to_all(cast.case, at=at, by=by)
    return cast


@pytest.mark.parametrize("size", SIZES)
def test_a_patient_is_opened_corrected_and_erased(
    cast: Cast, live_server: LiveServer, page: Page, errors: list[str], size: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    log_in(page, live_server, cast.owner.email)
    found = []
    page.get_by_role("link", name="Voir la liste").click()
    page.get_by_role("link", name="E. C.").first.click()
    expect(page.get_by_text("Il a été prévenu par courriel.")).to_be_visible()
    found += violations(page)
    page.get_by_role("button", name="Afficher ce patient").click()
    found += violations(page)
    page.get_by_label("Code postal").fill("6900")
    page.get_by_label("Ville").fill("Lyon")
    page.get_by_label("Rue").fill("3 rue Verte")
    page.get_by_role("button", name="Enregistrer la correction").click()
    expect(page.get_by_text("Rien n’est encore corrigé")).to_be_visible()
    found += violations(page)
    page.get_by_label("Code postal").fill("69003")
    page.get_by_role("button", name="Enregistrer la correction").click()
    expect(page.get_by_text("La correction est enregistrée.")).to_be_visible()
    page.get_by_role("link", name="Effacer ce patient").click()
    found += violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Effacer pour toujours").click()
    expect(page.get_by_text("Les données de ce patient sont effacées.")).to_be_visible()
    assert cast.case.patients.count() == 2
    assert found == []
    assert errors == []


@pytest.mark.parametrize("size", SIZES)
def test_a_case_is_closed_and_its_erasure_put_off(
    cast: Cast, live_server: LiveServer, page: Page, errors: list[str], size: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    log_in(page, live_server, cast.owner.email)
    found = []
    page.get_by_role("link", name="Clore le dossier").click()
    expect(page.get_by_text("1 avis attend encore votre décision.")).to_be_visible()
    found += violations(page)
    page.get_by_role("button", name="Clore le dossier").click()
    expect(page.get_by_text("Les données des patients seront effacées le")).to_be_visible()
    found += violations(page)
    page.get_by_role("link", name="Reporter l’effacement").click()
    found += violations(page)
    later = timezone.localdate() + timedelta(days=120)
    page.get_by_label("Jusqu’à quelle date ?").fill(later.isoformat())
    page.get_by_label("La raison").fill("Des lettres reviennent encore")
    page.get_by_role("button", name="Reporter l’effacement").click()
    expect(page.get_by_text("Effacement reporté au")).to_be_visible()
    page.get_by_role("button", name="Rouvrir le dossier").click()
    expect(page.get_by_text("Le dossier est rouvert.")).to_be_visible()
    assert found == []
    assert errors == []
