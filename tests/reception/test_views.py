from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from notifier.audit.actors import Actor
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
PAGE = "/avis/"
GENUINE = "Oui, un avis porte cette référence."
UNKNOWN = "Nous ne trouvons pas cette référence."


@pytest.fixture(autouse=True)
def french(client: Client) -> None:
    cache.clear()
    client.cookies["django_language"] = "fr"


@pytest.fixture
def notice(now: datetime, by: Actor) -> Notice:
    approved_case(emails=1, letters=0, held=0, at=now, by=by)
    Notice.objects.update(state=State.SENT, changed_at=now)
    return Notice.objects.get()


def ask(client: Client, reference: str) -> str:
    return client.post(PAGE, {"reference": reference}).content.decode()


def test_an_issued_notice_is_confirmed_with_its_day_and_channel(client: Client, notice: Notice) -> None:
    page = ask(client, notice.reference)
    assert GENUINE in page
    assert "par courriel le 4\u00a0mars 2026" in page


def test_it_may_be_typed_carelessly(client: Client, notice: Notice) -> None:
    assert GENUINE in ask(client, f" {notice.reference.lower().replace('-', ' ')} ")


def test_nothing_is_shown_about_anyone(client: Client, notice: Notice) -> None:
    page = ask(client, notice.reference)
    assert [word for word in ("Canari", "Emilie", "Numéro", "canari0", str(notice.pk)) if word in page] == []


@pytest.mark.parametrize("reference", ["7K3M-9QXT-2W4F-H", "", "x" * 40, "<script>", "0000-0000-0000-0"])
def test_an_unknown_reference_is_answered_calmly(client: Client, reference: str) -> None:
    page = ask(client, reference)
    assert GENUINE not in page
    assert reference == "" or UNKNOWN in page


@pytest.mark.parametrize("state", [State.QUEUED, State.HELD, State.FAILED, State.READY_TO_PRINT])
def test_a_notice_that_has_not_left_is_not_confirmed(client: Client, notice: Notice, state: State) -> None:
    Notice.objects.update(state=state)
    assert UNKNOWN in ask(client, notice.reference)


def test_every_answer_warns_that_a_reference_can_be_copied(client: Client, notice: Notice) -> None:
    page = ask(client, notice.reference)
    assert "Une référence peut être recopiée par un escroc." in page
    assert "est faux" in page


def test_asking_very_often_is_slowed_down(client: Client, notice: Notice) -> None:
    answers = [client.post(PAGE, {"reference": "x"}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_the_reference_is_not_taken_from_the_address(client: Client, notice: Notice) -> None:
    assert GENUINE not in client.get(PAGE, {"reference": notice.reference}).content.decode()
