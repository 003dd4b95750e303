"""The pages of the law in a real browser: nobody is shut out of them, on a phone and at a desk, by day and by night."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_awareness
from notifier.breaches.actions.contracts import state_term
from notifier.delivery.actions import note_handover
from notifier.delivery.choices import ProviderKind
from notifier.delivery.models import Handover
from notifier.law.ledger import AwarenessKind
from notifier.rosters.actions import import_roster
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import Shared, share
from tests.browser.conftest import PASSWORD, log_in
from tests.browser.test_pages import SIZES, violations
from tests.worlds import roster

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# With the heads of every kind: questions, readings, forms, tables, a long list of sections, one of them open.
CASE = ("", "connaissance/", "connaissance/editeur-a-prevenu/", "echeances/", "retard/", "gravite/", "gravite/choix/",
        "decisions/", "decisions/decider/", "decisions/cnil/", "decisions/report/", "declaration/",
        "faits/", "faits/adapter/", "cnil/", "cnil/1/", "cnil/6/", "cloture/", "contrat/")  # fmt: skip
CASE_ANYWHERE = ("/registre/", "/agenda/")


@pytest.fixture
def shared(by: Actor) -> Shared:
    at = timezone.now()
    shared = share(at=at, by=by)
    office = mandate_office(shared, at=at, by=by)
    for user in (shared.owner, shared.vendor, office.dpo):
        user.set_password(PASSWORD)
        user.save()
    data = roster(emails=3, letters=1, held=1)
    import_roster(case=shared.one, data=data, confirmed=frozenset(), user=shared.owner, by=by, at=at)
    shared.write(by=by, at=at)
    for kind, ago in ((AwarenessKind.VENDOR_KNEW, 30), (AwarenessKind.VENDOR_TOLD, 2)):
        moment = at - timedelta(hours=ago)
        record_awareness(case=shared.one, kind=kind, happened_at=moment, reason="Vu ce matin.", by=by, at=at)
    state_term(case=shared.one, since=date(2024, 1, 1), hours=24, by=by, at=at)
    note_handover(case=shared.one.pk, kind=ProviderKind.RELAY, provider="", days=30, by=by, at=at)
    return shared


def walk(page: Page, server: LiveServer, user: User, addresses: Iterable[str]) -> list[str]:
    """What axe finds on the pages with everything folded out; each must exist and fit."""
    log_in(page, server, user.email)
    found = []
    for address in addresses:
        answer = page.goto(server.url + address)
        assert answer is not None
        assert answer.status == 200, address
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        found += [f"{address} {one}" for one in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_duties(
    shared: Shared, live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    practice = f"/cabinets/{shared.one.controller.organisation_id}/"
    case = [f"/dossiers/{shared.one.pk}/{name}" for name in CASE]
    copies = f"/dossiers/{shared.one.pk}/copies/{Handover.objects.get().pk}/"
    addresses = [*case, copies, *CASE_ANYWHERE, f"{practice}contrat/", f"{practice}mandats/"]
    assert walk(page, live_server, shared.owner, addresses) == []
    assert errors == []


@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_at_the_vendor_s_and_at_the_dpo_s(
    shared: Shared, live_server: LiveServer, page: Page, errors: list[str], size: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    breach = f"/fuites/{shared.breach.pk}/"
    addresses = [breach + name for name in ("faits/", "faits/ecrire/", "invitations/", "editeur/")]
    found = walk(page, live_server, shared.vendor, addresses)
    page.context.clear_cookies()
    dpo = User.objects.get(email="dpo@example.org")
    advice = f"/dossiers/{shared.one.pk}/decisions/avis/"
    found += walk(
        page,
        live_server,
        dpo,
        [f"/violations/{shared.breach.pk}/", advice, "/registre/", f"/violations/{shared.breach.pk}/?coches=1"],
    )
    assert found == []
    assert errors == []
