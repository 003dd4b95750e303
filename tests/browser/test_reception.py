"""The patients' door in a real browser: in very large type, on a narrow screen, without script, by keyboard."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from notifier.audit.actors import Actor
from notifier.breaches.models import Breach
from notifier.notices.actions.requests import Asked, take_request
from notifier.notices.choices import RequestChannel, RequestKind, State
from notifier.notices.models import Notice, PatientRequest
from notifier.notices.rules.requests import Said
from tests.browser.conftest import PASSWORD, log_in
from tests.browser.test_pages import SIZES, violations
from tests.worlds import approved_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOOR = ("/avis/", "/avis/conseils/", "/avis/demande/", "/avis/demande/prise/")
NEVER = "7K3M-9QXT-2W4F-H"


@pytest.fixture
def notice(by: Actor) -> Iterator[Notice]:
    cache.clear()
    approved_case(emails=1, at=timezone.now(), by=by)
    Notice.objects.update(state=State.SENT)
    yield Notice.objects.get()
    cache.clear()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def check(page: Page, server: LiveServer, reference: str) -> None:
    page.goto(f"{server.url}/avis/")
    page.get_by_label("Référence").fill(reference)
    page.get_by_role("button", name="Vérifier").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_door(
    notice: Notice, live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    found = []
    for address in DOOR:
        page.goto(live_server.url + address)
        found += [f"{address} {one}" for one in violations(page)]
        assert fits(page), address
    for reference in (notice.reference, NEVER, ""):
        check(page, live_server, reference)
        found += [f"{reference} {one}" for one in violations(page)]
    Breach.objects.update(is_drill=True)
    check(page, live_server, notice.reference)
    found += violations(page)
    page.goto(f"{live_server.url}/avis/demande/")
    page.get_by_role("button", name="Envoyer au cabinet").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez ce que vous voulez.")
    found += violations(page)
    assert found == []
    assert errors == []


@pytest.mark.parametrize("zoom", ["100%", "200%"])
def test_the_smallest_screen_and_the_largest_type_cut_nothing_off(
    notice: Notice, live_server: LiveServer, page: Page, zoom: str
) -> None:
    """320 pixels are 1280 at 400 % (WCAG 1.4.10); letters of twice the size must fit as well (1.4.4)."""
    page.set_viewport_size({"width": 320, "height": 640} if zoom == "100%" else {"width": 390, "height": 844})
    for address in DOOR:
        page.goto(live_server.url + address)
        page.evaluate(f"document.documentElement.style.fontSize = 'calc(17px * {zoom.rstrip('%')} / 100)'")
        assert fits(page), address


@pytest.fixture
def unscripted(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """No script at all, under the policy as it is sent."""
    context = browser.new_context(**{**browser_context_args, "bypass_csp": False}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_everything_works_without_script_and_by_keyboard(
    notice: Notice, live_server: LiveServer, unscripted: Page
) -> None:
    page = unscripted
    check(page, live_server, notice.reference)
    expect(page.get_by_role("status")).to_contain_text("Oui, un avis porte cette référence.")
    page.get_by_role("link", name="Demander quelque chose au cabinet").click()
    page.get_by_label("Référence").press_sequentially(notice.reference)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Je veux l’avis sur papier")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Une lettre en gros caractères")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Bonjour.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Votre demande est prise")).to_be_visible()
    made = PatientRequest.objects.get()
    assert (made.kind, made.notice_id) == (RequestKind.PAPER, notice.pk)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Your request is taken")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_desk(
    notice: Notice, live_server: LiveServer, page: Page, errors: list[str], by: Actor, size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    case, now = notice.case, timezone.now()
    owner = case.controller.physicians.get().user
    assert owner is not None
    owner.set_password(PASSWORD)
    owner.save()
    asked = Asked(RequestKind.ACCESS, RequestChannel.PAGE, Said("Bonjour.", "06"), now - timedelta(days=50))
    made = take_request(case=case, notice=notice, asked=asked, by=by, at=now)
    log_in(page, live_server, owner.email)
    desk = f"/dossiers/{case.pk}/demandes/"
    one = f"{desk}{made.pk}/"
    found = []
    pages = (f"/dossiers/{case.pk}/", f"/dossiers/{case.pk}/echeances/", desk, f"{desk}nouvelle/", one,
             f"{one}reponse/", f"{one}refus/", f"{one}prolongation/", "/appels/")  # fmt: skip
    for address in pages:
        page.goto(live_server.url + address)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        found += [f"{address} {one}" for one in violations(page)]
        assert fits(page), address
    page.get_by_label("Référence").fill(notice.reference)
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("status")).to_contain_text("a été envoyé")
    found += violations(page)
    page.goto(live_server.url + one)
    page.get_by_role("button", name="Lire la demande").click()
    expect(page.get_by_text("Bonjour.")).to_be_visible()
    found += violations(page)
    assert found == []
    assert errors == []
