"""The editor of a wording in a real browser: with and without script, on a phone and at a desk, by day and by night."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from notifier.accounts.actions import add_member
from notifier.accounts.choices import Role
from notifier.audit.actors import Actor
from notifier.notices.actions import edit_text
from notifier.notices.actions.agreeing import demand_two_persons
from notifier.notices.actions.commenting import write_comment
from notifier.notices.actions.examining import check_roster_letters
from notifier.notices.models import Wording
from notifier.notices.rendering.checking import check_page
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import Place
from notifier.rosters.actions import import_roster
from tests.browser.conftest import PASSWORD, log_in
from tests.browser.test_pages import SIZES, cast, violations
from tests.cast import Cast
from tests.worlds import HEADER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["cast"]
KEY = "fr.administrative.adult"
# One whose name is too wide, one whose name no font of ours has, one whose name is printed in another font.
ODD = f"""{HEADER}{"W" * 18};{"M" * 18};01/02/1980;1 rue du Port;69003;Lyon;;;;
山田;花子;03/04/1981;2 rue du Port;69003;Lyon;;;;
Ələkbərova;Leyla;05/06/1982;3 rue du Port;69003;Lyon;;;;
""".encode()
PAGES = ("", f"textes/{KEY}/", f"textes/{KEY}/revisions/?de=origine&a=2", "versions/", "remarques/", "controles/",
         "patient/", "deux-personnes/")  # fmt: skip
# Pictures for whoever wants to look at them.
PICTURES = os.environ.get("PAGE_PICTURES", "")


@pytest.fixture
def busy(cast: Cast, by: Actor) -> Cast:
    """A draft with everything that can happen to one: edited, remarked on, old, with findings of both kinds."""
    at = timezone.now()
    add_member(user=cast.assistant, organisation=cast.case.controller.organisation, role=Role.CONTROLLER, by=by, at=at)
    cast.assistant.set_password(PASSWORD)
    cast.assistant.save()
    import_roster(case=cast.case, data=ODD, confirmed=frozenset(), user=cast.owner, by=by, at=at)
    draft = cast.case.wordings.get()
    text = draft.texts.get(language="fr", tier="administrative", audience="adult")
    words = text.parts["your_data"].replace("volé (oui)", "pris (oui)") + "\n\n- un point\n- un autre"
    wanted = VariantText(text.subject, {**text.parts, "your_data": words})
    edit_text(text=text, wanted=wanted, base=1, editor=cast.owner, by=by, at=at)
    place = Place("fr", "administrative", "adult", "contact")
    write_comment(wording=draft, place=place, text="Ajoutez vos heures d’ouverture.", writer=cast.dpo, by=by, at=at)
    check_roster_letters(wording=draft, checker=cast.owner, by=by, at=at)
    demand_two_persons(case=cast.case, asker=cast.dpo, by=by, at=at)
    draft.texts.filter(language="en", tier="annotated").update(subject="")
    Wording.objects.update(created_at=at - timedelta(days=5))
    return cast


def settled(page: Page) -> None:
    """The letter in its frame is made by now: nothing is asked of the server when the test ends."""
    page.wait_for_load_state("networkidle")


def looked_at(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_editor(
    busy: Cast, live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    log_in(page, live_server, busy.owner.email)
    case = f"/dossiers/{busy.case.pk}/"
    advice = next(one for one in check_page(busy.case.wordings.get(), 0, timezone.now()).judged if not one.is_blocking)
    letter = [f"{case}lettre/{name}" for name in (*PAGES, f"controles/{advice.fingerprint}/")]
    found = []
    for number, address in enumerate([case, f"{case}approbation/", *letter]):
        answer = page.goto(live_server.url + address)
        assert answer is not None
        assert answer.status == 200, address
        settled(page)
        looked_at(page, f"{size}-{scheme}-{number:02d}")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        found += [f"{address} {one}" for one in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    page.goto(f"{live_server.url}{case}lettre/controles/")
    page.get_by_role("button", name="Contrôler").click()
    expect(page.get_by_role("region", name="Patients sans lettre possible")).to_contain_text("M. W.")
    looked_at(page, f"{size}-{scheme}-checked")
    found += violations(page)
    assert found == []
    assert errors == []


def test_what_is_typed_is_seen_at_once_and_saved(
    busy: Cast, live_server: LiveServer, page: Page, errors: list[str]
) -> None:
    log_in(page, live_server, busy.owner.email)
    page.goto(f"{live_server.url}/dossiers/{busy.case.pk}/lettre/textes/{KEY}/")
    page.get_by_label("Ce qui a été fait").fill("- premier point\n- second point")
    live = page.locator("#live")
    expect(live.get_by_role("listitem").filter(has_text="second point")).to_be_visible()
    page.get_by_label("Ce qui a été fait").fill("Bonjour {prelude}")
    expect(live).to_contain_text("le champ {prelude} n’existe pas")
    page.get_by_label("Ce qui a été fait").fill("- premier point\n- second point")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Le texte est enregistré.")).to_be_visible()
    text = busy.case.wordings.get().texts.get(language="fr", tier="administrative", audience="adult")
    settled(page)
    assert (text.parts["measures"], text.revision) == ("- premier point\n- second point", 3)
    assert errors == []


def test_two_people_at_once_lose_nothing(busy: Cast, live_server: LiveServer, page: Page, browser: Browser) -> None:
    address = f"{live_server.url}/dossiers/{busy.case.pk}/lettre/textes/{KEY}/"
    log_in(page, live_server, busy.owner.email)
    page.goto(address)
    page.get_by_label("Ce qui a été fait").fill("Le mien.")
    other = browser.new_page(locale="fr-FR")
    log_in(other, live_server, busy.assistant.email)
    other.goto(address)
    other.get_by_label("Ce qui a été fait").fill("Le sien.")
    other.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(other.get_by_text("Le texte est enregistré.")).to_be_visible()
    settled(other)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("a enregistré la révision 3")
    looked_at(page, "moved-on")
    assert violations(page) == []
    expect(page.get_by_label("Ce qui a été fait")).to_have_value("Le mien.")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Le texte est enregistré.")).to_be_visible()
    settled(page)


def test_everything_works_without_script(busy: Cast, live_server: LiveServer, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False, locale="fr-FR").new_page()
    log_in(page, live_server, busy.owner.email)
    page.goto(f"{live_server.url}/dossiers/{busy.case.pk}/lettre/textes/{KEY}/")
    page.get_by_label("Ce qui a été fait").fill("Bonjour {prelude}")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("le champ {prelude} n’existe pas")
    expect(page.get_by_label("Ce qui a été fait")).to_have_value("Bonjour {prelude}")
    page.get_by_label("Ce qui a été fait").fill("- un\n- deux")
    page.get_by_role("button", name="Voir l’aperçu sans enregistrer").click()
    expect(page.locator("#live").get_by_role("listitem").filter(has_text="deux")).to_be_visible()
    page.get_by_role("button", name=re.compile("Remettre le texte d’origine.*Quelles données")).click()
    expect(page.get_by_label("Ce qui a été fait")).to_have_value("- un\n- deux")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Le texte est enregistré.")).to_be_visible()
    settled(page)


def test_the_message_in_its_frame_is_seen_as_it_is_sent(
    busy: Cast, live_server: LiveServer, page: Page, errors: list[str]
) -> None:
    log_in(page, live_server, busy.owner.email)
    page.goto(f"{live_server.url}/dossiers/{busy.case.pk}/lettre/")
    page.locator("iframe.phone").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe.phone")
    expect(frame.locator("h1")).to_contain_text("Vos données personnelles ont été volées")
    looked_at(page, "mail")
    assert frame.locator("table.sheet").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    settled(page)
    assert errors == []
