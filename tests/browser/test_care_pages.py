"""Deciding for those whose notice waits, in a real browser: on a phone and at a desk, by day and by night."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.browser.conftest import PASSWORD, log_in
from tests.browser.test_law_pages import walk
from tests.browser.test_pages import SIZES
from tests.notices.odd import notice_of, odd_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def odd(by: Actor) -> tuple[Case, User]:
    case, owner = odd_case(at=timezone.now(), by=by)
    owner.set_password(PASSWORD)
    owner.save()
    return case, owner


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_deciding(
    odd: tuple[Case, User], live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    case, owner = odd
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    base = f"/dossiers/{case.pk}/"
    names = [
        "precautions/",
        "precautions/confidential_address/",
        "precautions/already_told/",
        "precautions/already_told/told/",
        "precautions/protected_adult/told/",
        f"precautions/avis/{notice_of(case, 'Cachée').pk}/",
        f"precautions/avis/{notice_of(case, 'Secret').pk}/",
        "en-personne/",
    ]
    assert walk(page, live_server, owner, [base + name for name in names]) == []
    assert errors == []


@pytest.mark.parametrize("size", SIZES)
def test_from_the_case_to_told_in_person(
    odd: tuple[Case, User], live_server: LiveServer, page: Page, errors: list[str], size: str
) -> None:
    """The way of a physician: the case, the queue, a rule, the list, one tap."""
    case, owner = odd
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    log_in(page, live_server, owner.email)
    page.goto(f"{live_server.url}/dossiers/{case.pk}/")
    page.get_by_role("link", name="12 patients à décider").click()
    page.get_by_role("link", name="Mineur qui a demandé le secret").click()
    page.get_by_role("link", name="Prévenir en personne").click()
    page.get_by_role("button", name="Prévenir en personne").click()
    expect(page.get_by_text("C’est décidé pour 1 personne.")).to_be_visible()
    page.get_by_role("link", name="Qui prévenir en personne").click()
    with page.expect_download() as paper:
        page.get_by_role("button", name="Imprimer l’aide-mémoire").click()
    assert paper.value.suggested_filename == "memoire.pdf"
    page.get_by_role("button", name="Prévenu aujourd’hui, en personne").click()
    expect(page.get_by_text("C’est noté")).to_be_visible()
    page.goto(f"{live_server.url}/dossiers/{case.pk}/precautions/avis/{notice_of(case, 'Cachée').pk}/")
    page.get_by_label("Envoyer par lettre").check()
    page.get_by_role("button", name="Décider").click()
    expect(page.get_by_text("Confirmez d’abord").first).to_be_visible()
    assert notice_of(case, "Secret").state == "told"
    assert notice_of(case, "Cachée").state == "held"
    assert errors == []
