"""The sender's page in a real browser, on a phone and at a desk, by day and by night."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import log_in
from tests.browser.test_pages import SIZES, cast, violations
from tests.cast import Cast
from tests.names import SERVFAIL
from tests.post.sender.zones import rsa_key
from tests.senders import DOMAIN, KEY, POLICY, real_sender

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["cast"]
PICTURES = os.environ.get("PAGE_PICTURES", "")


def looked_at(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_whoever_must_publish_a_record_can_read_and_copy_it(
    cast: Cast, live_server: LiveServer, page: Page, errors: list[str], settings: Settings, size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    log_in(page, live_server, cast.owner.email)
    found = []
    with real_sender(settings) as world:
        good = dict(world.records)
        page.goto(f"{live_server.url}/expediteur/")
        expect(page.get_by_text("n’a pas encore été vérifié")).to_be_visible()
        looked_at(page, f"sender-{size}-{scheme}-0-never")
        found += violations(page)
        world.records[DOMAIN, "TXT"] = ['"v=spf1 mx include:gone.internal -all"']
        world.records[KEY, "TXT"] = [f'"v=DKIM1; p={rsa_key(1024)}"']
        del world.records[POLICY, "TXT"]
        page.get_by_role("button", name="Vérifier maintenant").click()
        expect(page.get_by_role("heading", name="À corriger")).to_be_visible()
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        looked_at(page, f"sender-{size}-{scheme}-1-bad")
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        approval = f"{live_server.url}/dossiers/{cast.case.pk}/approbation/"
        page.goto(approval)
        expect(page.get_by_role("link", name="Voir ce qui manque")).to_be_visible()
        looked_at(page, f"sender-{size}-{scheme}-2-approval")
        found += violations(page)
        world.records = good
        page.get_by_role("link", name="Voir ce qui manque").click()
        page.get_by_role("button", name="Vérifier maintenant").click()
        expect(page.get_by_text("L’expéditeur est en ordre.")).to_be_visible()
        world.records = {**good, (DOMAIN, "MX"): [SERVFAIL]}
        page.get_by_role("button", name="Vérifier maintenant").click()
        expect(page.get_by_text("aucun serveur de noms n’a répondu")).to_be_visible()
        expect(page.get_by_text("L’expéditeur est en ordre.")).to_be_visible()
        looked_at(page, f"sender-{size}-{scheme}-3-silence")
        found += violations(page)
    assert found == []
    assert errors == []
