"""Letters given to a provider, seen with a browser: the offer, the progress with a doubt, and what it declined."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.mailroom.actions import print_here
from notifier.mailroom.choices import Finding, Stage
from notifier.mailroom.models import Consignment
from tests.browser.conftest import PASSWORD, log_in
from tests.browser.test_pages import SIZES
from tests.browser.test_sending_pages import look
from tests.worlds import approved_case, make_letters

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_from_the_offer_to_what_was_declined(
    live_server: LiveServer, page: Page, errors: list[str], settings: Settings, by: Actor, size: str, scheme: str
) -> None:
    settings.HYBRID_MAIL = {"name": "maileva", "webhook": ""}
    at = timezone.now()
    case = approved_case(letters=6, at=at, by=by)
    make_letters(at=at, by=by)
    user = User.objects.get(email="medecin1@example.org")
    user.set_password(PASSWORD)
    user.save()
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    log_in(page, live_server, "medecin1@example.org")
    home = f"{live_server.url}/dossiers/{case.pk}/"
    found = look(page, home)
    picture(page, f"confier-{size}-{scheme}")
    print_here(case=case, by=by, at=at)
    found += look(page, f"{home}tirages/1/")
    picture(page, f"plutot-{size}-{scheme}")
    page.get_by_label("Personne d’autre n’imprime").check()
    page.get_by_role("button", name="Confier à maileva").click()
    expect(page.get_by_role("heading", name="Chez maileva")).to_be_visible()
    stages = (Stage.SUBMITTING, Stage.DECLINED, Stage.PRODUCED, Stage.SUBMITTED, Stage.WAITING, Stage.WAITING)
    for one, stage in zip(Consignment.objects.order_by("piece__position"), stages, strict=True):
        Consignment.objects.filter(pk=one.pk).update(
            stage=stage,
            sending="s",
            due_at=at + timedelta(minutes=20),
            code={Stage.DECLINED: "line_too_long", Stage.WAITING: "http_403", Stage.SUBMITTED: "date_missing"}.get(
                stage, ""
            ),
            finding=Finding.PAGES if stage is Stage.PRODUCED else Finding.NONE,
        )
    found += look(page, f"{home}tirages/1/")
    expect(page.get_by_text("1 lettre en doute")).to_be_visible()
    picture(page, f"chez-{size}-{scheme}")
    page.get_by_role("button", name="Mettre les lettres refusées dans un autre tirage").click()
    expect(page.get_by_text("1 lettre attend un autre tirage")).to_be_visible()
    assert found == []
    assert errors == []
