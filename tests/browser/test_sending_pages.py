"""Who is not reached, what is in doubt, what is halted: looked at with a browser, on a phone and at a desk."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import halt, set_pace
from notifier.delivery.actions.accounting import note_completeness
from notifier.delivery.choices import HaltKind, HaltReason
from notifier.notices.actions import draft_wording
from notifier.notices.rules.accounting import Difference, Kind
from notifier.rosters.actions import import_roster
from tests.browser.conftest import PASSWORD, log_in
from tests.browser.test_pages import SIZES, violations
from tests.delivery.doubts import put_in_doubt
from tests.worlds import HEADER, approved_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = "".join(
    f"Canari;Iris {letter};01/02/1980;7 rue du Port;69003;Lyon;iris.{letter}@example.org;Mme;;\n" for letter in "abc"
)
PAGES = (
    "",
    "non-joints/",
    "non-joints/?raison=in_doubt",
    "doutes/",
    "suspension/",
    "rythme/",
    "approbation/",
    "journal/",
)


@pytest.fixture
def case(by: Actor) -> Case:
    """Two in doubt, one halted in the outbox, one held, one on a later list; and someone is missing."""
    at = timezone.now() - timedelta(hours=1)
    case = approved_case(rows=ROWS, held=1, at=at, by=by)
    put_in_doubt(2, at=at, by=by)
    user = User.objects.get(email="medecin1@example.org")
    later = (HEADER + "Canari;Ada;01/02/1980;;;;ada.canari@example.org;Mme;;\n").encode()
    import_roster(case=case, data=later, confirmed=frozenset(), user=user, by=by, at=at)
    draft_wording(case=case, by=by, at=at)
    set_pace(case=case, per_day=1, quiet_from=time(12), quiet_until=time(13), by=by, at=at)
    halt(case=case, kind=HaltKind.PAUSE, reason=HaltReason.TELEPHONE, by=by, at=at)
    halt(kind=HaltKind.STOP, reason=HaltReason.RELAY, by=by, at=at)
    wrong = [Difference(Kind.PATIENTS, 6, 5)]
    note_completeness(case=case, differences=wrong, thorough=False, by=by, at=at)
    user.set_password(PASSWORD)
    user.save()
    return case


def look(page: Page, address: str) -> list[str]:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    return [f"{address} {one}" for one in violations(page)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_one_is_shut_out_of_the_sending(
    case: Case, live_server: LiveServer, page: Page, errors: list[str], size: str, scheme: str
) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type] # a width and a height
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
    log_in(page, live_server, "medecin1@example.org")
    case_address = f"{live_server.url}/dossiers/{case.pk}/"
    found = [one for name in PAGES for one in look(page, case_address + name)]
    found += look(page, f"{live_server.url}/violations/{case.breach_id}/")
    assert found == []
    assert errors == []


def test_a_doubt_is_settled_with_the_keyboard_alone(case: Case, live_server: LiveServer, page: Page) -> None:
    log_in(page, live_server, "medecin1@example.org")
    page.goto(f"{live_server.url}/dossiers/{case.pk}/doutes/")
    page.get_by_label("Répondre pour les 2 courriels en doute").press("Space")
    page.get_by_label("On ne sait pas").press("Space")
    page.get_by_role("button", name="Continuer").press("Enter")
    assert violations(page) == []
    page.get_by_role("button", name="Envoyer une lettre").press("Enter")
    page.get_by_text("2 avis sont remis à l’envoi.").wait_for()
    assert case.notices.filter(may_have_had=True).count() == 2
