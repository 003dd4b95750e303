"""A doctor sets up a second factor, and from then on the password alone opens nothing."""

import base64
import hashlib
import hmac
import struct
import time
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from tests.browser.conftest import PASSWORD, log_in
from tests.worlds import open_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def doctor(now: datetime, by: Actor) -> User:
    _, user = open_practice(at=now, by=by)
    user.set_password(PASSWORD)
    user.save()
    return user


def code(secret: str) -> str:
    """What an authenticator shows now (RFC 6238: HMAC-SHA-1, 30 seconds, six digits)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    number: int = struct.unpack(">I", digest[start : start + 4])[0]
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"


def violations(page: Page) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in Axe().run(page).response["violations"]]


def test_the_password_alone_opens_nothing_any_more(
    doctor: User, live_server: LiveServer, page: Page, errors: list[str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    log_in(page, live_server, doctor.email)
    page.get_by_role("link", name=doctor.name).click()
    found = violations(page)
    page.get_by_role("link", name="Activer").click()
    if "reauthenticate" in page.url:
        page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("img")).to_be_visible()
    assert page.get_by_role("img").evaluate("picture => picture.naturalWidth") > 0
    found += violations(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("#id_code").fill(code(secret))
    page.get_by_role("button", name="Activer").click()
    page.wait_for_url("**/recovery-codes/**")
    found += violations(page)

    page.context.clear_cookies()
    log_in(page, live_server, doctor.email)
    assert "/2fa/authenticate/" in page.url
    page.locator("#id_code").fill("000000")
    page.get_by_role("button", name="Connexion").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += violations(page)
    page.goto(live_server.url)
    assert "/compte/" in page.url
    assert found == []
    assert errors == []


def test_a_code_is_good_once_it_is_right(doctor: User, live_server: LiveServer, page: Page) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415 - models must be loaded

    secret = generate_totp_secret()
    TOTP.activate(doctor, secret)
    log_in(page, live_server, doctor.email)
    page.locator("#id_code").fill(code(secret))
    page.get_by_role("button", name="Connexion").click()
    expect(page.get_by_role("heading", name="Ce qu’il y a à faire")).to_be_visible()
