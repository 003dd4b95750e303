"""A print run after printing, and a stack of envelopes: looked at with a browser, on a phone and at a desk."""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.mailroom.actions import note_posted, print_here, take_disposition
from notifier.mailroom.choices import Fate, ReturnReason
from notifier.mailroom.models import PrintRun, ReturnedLetter
from notifier.mailroom.rules.disposition import Answer
from tests.browser.conftest import PASSWORD, log_in
from tests.browser.test_pages import SIZES
from tests.browser.test_sending_pages import look
from tests.worlds import approved_case, make_letters

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def run(by: Actor) -> PrintRun:
    """Six letters: one spoiled, two posted, three still to be posted."""
    at = timezone.now()
    case = approved_case(letters=6, at=at, by=by)
    make_letters(at=at, by=by)
    run, _pdf = print_here(case=case, by=by, at=at)
    take_disposition(run=run, answers=[Answer(2, Fate.SPOILED, 6)], by=by, at=at)
    note_posted(run=run, places={1, 2}, on=timezone.localdate(at), by=by, at=at)
    user = User.objects.get(email="medecin1@example.org")
    user.set_password(PASSWORD)
    user.save()
    return run


def reference(run: PrintRun, place: int) -> str:
    return run.pieces.get(position=place).notice.reference


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_paper_pages(
    run: PrintRun, live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    log_in(page, live_server, "medecin1@example.org")
    case = f"{live_server.url}/dossiers/{run.case_id}/"
    found = look(page, f"{live_server.url}/retours/")
    page.get_by_label("Référence").fill(reference(run, 1))
    page.get_by_role("button", name="Destinataire inconnu").click()
    for name, address in (
        ("retours", f"{live_server.url}/retours/"),
        ("tirage", f"{case}tirages/1/"),
        ("dossier", case),
    ):
        found += look(page, address)
        picture(page, f"{name}-{size}-{scheme}")
    for address in (f"{case}non-joints/", f"{case}patients/{run.pieces.get(position=1).notice.patient_id}/"):
        found += look(page, address)
    assert found == []
    assert errors == []


def test_a_stack_is_worked_through_with_the_keyboard_alone(run: PrintRun, live_server: LiveServer, page: Page) -> None:
    log_in(page, live_server, "medecin1@example.org")
    page.goto(f"{live_server.url}/retours/")
    for place, times in ((1, 1), (2, 3)):
        expect(page.get_by_label("Référence")).to_be_focused()
        page.keyboard.type(reference(run, place))
        page.keyboard.press("Enter")
        expect(page.get_by_text("Pourquoi cette lettre est-elle revenue")).to_be_visible()
        expect(page.get_by_role("button", name="Défaut d’accès")).to_be_focused()
        for _ in range(times - 1):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Pourquoi cette lettre est-elle revenue")).to_have_count(0)
    expect(page.get_by_label("Référence")).to_be_focused()
    found = dict(ReturnedLetter.objects.values_list("piece__position", "reason"))
    assert found == {1: ReturnReason.ACCESS, 2: ReturnReason.REFUSED}


def test_what_is_left_is_posted_with_one_tap(run: PrintRun, live_server: LiveServer, page: Page) -> None:
    log_in(page, live_server, "medecin1@example.org")
    page.goto(f"{live_server.url}/dossiers/{run.case_id}/")
    page.get_by_role("link", name="Tirage 1").click()
    page.get_by_role("button", name="Postées aujourd’hui").click()
    expect(page.get_by_text("3 lettres postées")).to_be_visible()
    expect(page.get_by_text("tout est posté")).to_be_visible()
