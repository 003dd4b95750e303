"""A notice as people meet it: the message on a phone and at night, its other forms, the telephone script on paper."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, Request
from pytest_django.live_server_helper import LiveServer

from notifier.audit.actors import Actor
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import State
from notifier.notices.models import Wording
from notifier.notices.rendering.previews import nobody, preview_email
from notifier.notices.rules.samples import EVERYTHING
from notifier.notices.rules.texts import ALL
from notifier.rosters.actions import import_roster
from tests.browser.conftest import PASSWORD, log_in
from tests.cast import Cast, make_cast
from tests.worlds import roster

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
KEYS = [(key.language.value, key.tier.value, key.audience.value) for key in ALL]


@dataclass(frozen=True, slots=True)
class World:
    cast: Cast
    draft: Wording


@pytest.fixture
def world(by: Actor) -> World:
    at = timezone.now()
    cast = make_cast(at=at, by=by)
    cast.owner.set_password(PASSWORD)
    cast.owner.save()
    data = roster(emails=1, letters=2)
    import_roster(case=cast.case, data=data, confirmed=frozenset(), user=cast.owner, by=by, at=at)
    return World(cast, draft_wording(case=cast.case, by=by, at=at))


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_message_is_read_on_any_screen_and_calls_nobody(world: World, page: Page, size: str, scheme: str) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    found: list[str] = []
    calls: list[str] = []

    def note(request: Request) -> None:
        calls.append(request.url)

    page.on("request", note)
    for key in KEYS:
        page.set_content(preview_email(world.draft, nobody(key, EVERYTHING), timezone.now()).html)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), key
        sizes = page.locator("p, li, td, th").evaluate_all("all => all.map(one => getComputedStyle(one).fontSize)")
        assert min(float(one.removesuffix("px")) for one in sizes) >= 15
        assert not page.locator(".preheader").is_visible()
        # A message is no page: it has no landmarks, and its frame gives it its heading.
        found += [one for one in violations(page) if not one.startswith(("region", "landmark"))]
    assert found == []
    assert calls == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_other_forms(
    world: World, live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    log_in(page, live_server, world.cast.owner.email)
    patient = world.cast.case.patients.filter(has_address=True).earliest("pk")
    letter = f"{live_server.url}/dossiers/{world.cast.case.pk}/lettre/"
    found = []
    for name in ("formes/", f"formes/?patient={patient.pk}", "telephone/", "telephone/?langue=en"):
        page.goto(letter + name)
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    assert found == []
    assert errors == []


def test_the_script_prints_with_what_is_said(world: World, live_server: LiveServer, page: Page) -> None:
    log_in(page, live_server, world.cast.owner.email)
    page.goto(f"{live_server.url}/dossiers/{world.cast.case.pk}/lettre/telephone/")
    page.emulate_media(media="print")
    assert page.get_by_text("Des données vous concernant ont été volées").is_visible()
    assert not page.get_by_role("link", name="Guide en anglais").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_telling_more(
    world: World, live_server: LiveServer, page: Page, errors: list[str], by: Actor, size: str, scheme: str
) -> None:
    """From the page that says to whom, through the editor and the approval, to what was told since."""
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    case, at = world.cast.case, timezone.now()
    approve_wording(wording=world.draft, approver=world.cast.owner, by=by, at=at)
    case.notices.update(state=State.SENT)
    case.notices.filter(channel="email").update(more_leaked_at=at)
    log_in(page, live_server, world.cast.owner.email)
    page.goto(f"{live_server.url}/dossiers/{case.pk}/")
    page.get_by_role("link", name="Écrire l’avis complémentaire").click()
    found = violations(page)
    page.get_by_role("button", name="Préparer l’avis pour ce patient").click()
    found += violations(page)
    page.get_by_role("link", name="Avis complémentaires").click()
    found += violations(page)
    page.get_by_role("link", name="Relire le texte").click()
    page.get_by_role("link", name="Approuver l’envoi").click()
    assert "Écrire de nouveau à 1 patient" in page.locator("h1").inner_text()
    found += violations(page)
    page.get_by_role("button", name="Approuver et envoyer").click()
    page.get_by_role("link", name="Corriger ou compléter ce qui a été dit").click()
    found += violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert case.notices.get(number=2).channel == "email"
    assert found == []
    assert errors == []
