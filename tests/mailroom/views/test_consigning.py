"""Giving letters to a provider from the pages, and its webhook."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.models import Handover
from notifier.mailroom.actions import consign_letters, print_here
from notifier.mailroom.channels import open_provider
from notifier.mailroom.choices import Stage
from notifier.mailroom.dispatch import ask_provider, hand_over_due
from notifier.mailroom.models import Consignment, PrintRun
from notifier.notices.choices import State
from tests.delivery.drills import drill
from tests.mailroom.maileva import House, mail_house, options
from tests.worlds import make_letters

pytestmark = pytest.mark.django_db
GUARD = "maileva:" + "g" * 24


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    with mail_house() as (house, front):
        settings.HYBRID_MAIL = options(front, webhook=GUARD)
        yield house


@pytest.fixture
def owner(case: Case, client: Client) -> User:
    user = User.objects.get(email="medecin1@example.org")
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return user


def page(client: Client, run: PrintRun) -> str:
    return client.get(reverse("run", args=[run.case_id, run.number])).content.decode()


def post(client: Client, name: str, run: PrintRun, **data: str) -> str:
    return client.post(reverse(name, args=[run.case_id, run.number]), data, follow=True).content.decode()


def work(at: datetime, by: Actor) -> None:
    provider = open_provider()
    assert provider is not None
    hand_over_due(provider, run=None, most=100, clock=lambda: at, by=by)
    ask_provider(provider, run=None, most=100, clock=lambda: at, by=by)
    provider.close()


def test_without_a_provider_nothing_speaks_of_one(
    owner: User, case: Case, client: Client, now: datetime, by: Actor
) -> None:
    assert "Confier" not in client.get(reverse("case", args=[case.pk])).content.decode()
    run = print_here(case=case, by=by, at=now)[0]
    assert "Confier" not in page(client, run)
    assert client.post(reverse("consign", args=[case.pk])).status_code == 404
    assert client.post(reverse("consign_run", args=[case.pk, 1]), {"confirme": "1"}).status_code == 404


def test_all_that_is_ready_with_one_button(owner: User, house: House, case: Case, client: Client, by: Actor) -> None:
    assert "Confier 3 lettres à maileva" in client.get(reverse("case", args=[case.pk])).content.decode()
    shown = client.post(reverse("consign", args=[case.pk]), follow=True).content.decode()
    run = PrintRun.objects.get()
    assert "Chez maileva" in shown
    assert "Télécharger à nouveau" not in shown
    assert "Postées aujourd’hui" not in shown
    # Nothing leaves with the click: the workers do it.
    assert house.steps == {}
    assert Consignment.objects.filter(stage=Stage.WAITING).count() == 3
    work(timezone.now(), by)
    assert len(house.submitted()) == 3
    assert "<dt>Remises, pas encore postées</dt><dd>3</dd>" in page(client, run)
    # The provider's copies have their clock.
    assert Handover.objects.get().provider == "maileva"
    # And again: nothing is ready any more.
    client.post(reverse("consign", args=[case.pk]))
    assert PrintRun.objects.count() == 1


def test_a_printed_run_is_given_away_only_when_meant(
    owner: User, house: House, case: Case, client: Client, now: datetime, by: Actor
) -> None:
    run = print_here(case=case, by=by, at=now)[0]
    assert "Le confier plutôt à maileva" in page(client, run)
    assert "Cochez d’abord la case" in post(client, "consign_run", run)
    assert not Consignment.objects.exists()
    post(client, "consign_run", run, confirme="1")
    assert Consignment.objects.count() == 3
    assert "Rien de nouveau" in post(client, "consign_run", run, confirme="1")


def test_what_a_provider_prints_nobody_else_prints(
    owner: User, house: House, case: Case, client: Client, now: datetime, by: Actor
) -> None:
    run = consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)
    before = Event.objects.count()
    assert "partir deux fois" in post(client, "print_run_again", run)
    # Nor can be noted as posted what it has not taken.
    assert "déjà notées" in post(client, "run_posted", run, aujourdhui="1")
    assert Event.objects.filter(kind__in=["print_run.plain", "letter.posted"]).count() == 0
    assert Event.objects.count() == before


def test_the_printers_file_cannot_spoil_what_may_be_printed(
    owner: User, house: House, case: Case, client: Client, now: datetime, by: Actor
) -> None:
    run = consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)
    work(now, by)
    file = SimpleUploadedFile("reponse.csv", "pièce;statut\n1;abîmée\n".encode())
    answer = client.post(reverse("run_disposition", args=[case.pk, run.number]), {"file": file}).content.decode()
    assert "lui seul dit" in answer
    assert case.notices.filter(state=State.READY_TO_PRINT).count() == 0


def test_what_waits_and_what_is_declined_is_shown_with_its_reason(
    owner: User, house: House, case: Case, client: Client, by: Actor
) -> None:
    now = timezone.now()
    run = consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)
    house.faults = lambda step: 403 if step == "create" else None
    work(now, by)
    shown = page(client, run)
    assert "données de santé" in shown
    assert "Prochain essai" in shown
    house.faults = lambda _step: None
    post(client, "consign_go_on", run)
    work(timezone.now(), by)
    [sending, *_others] = house.submitted()
    sending.head["status"] = "REJECTED"
    work(timezone.now() + timedelta(hours=1), by)
    assert "Mettre les lettres refusées dans un autre tirage" in page(client, run)
    assert "1 lettre attend un autre tirage" in post(client, "print_otherwise", run)
    assert "Mettre les lettres refusées" not in page(client, run)
    assert case.notices.filter(state=State.READY_TO_PRINT).count() == 1


def test_a_doubt_is_shown(owner: User, house: House, case: Case, client: Client, by: Actor) -> None:
    now = timezone.now()
    run = consign_letters(case=case, provider="maileva", duplex=True, by=by, at=now)
    house.faults = lambda step: "after" if step == "submit" else None
    work(now, by)
    assert "1 lettre en doute" in page(client, run)
    house.faults = lambda _step: None
    work(now + timedelta(minutes=10), by)
    assert "en doute" not in page(client, run)
    assert len(house.submitted()) == 3


def test_a_drill_goes_to_nobody(house: House, client: Client, now: datetime, by: Actor) -> None:
    shared, case = drill(emails=0, letters=2, at=now, by=by)
    make_letters(at=now, by=by)
    client.force_login(shared.owner)
    client.cookies["django_language"] = "fr"
    assert "Confier" not in client.get(reverse("case", args=[case.pk])).content.decode()
    assert "exercice" in client.post(reverse("consign", args=[case.pk]), follow=True).content.decode()
    assert not PrintRun.objects.exists()
    assert not Consignment.objects.exists()
    run = print_here(case=case, by=by, at=now)[0]
    assert "exercice" in post(client, "consign_run", run, confirme="1")
    work(timezone.now(), by)
    assert house.steps == {}


def knock(client: Client, body: object, *, login: str = GUARD, provider: str = "maileva") -> int:
    given = base64.b64encode(login.encode()).decode()
    data = body if isinstance(body, str) else json.dumps(body)
    address = reverse("post_webhook", args=[provider])
    return client.post(
        address, data, content_type="application/json", headers={"authorization": f"Basic {given}"}
    ).status_code


def test_a_notification_only_makes_us_ask(house: House, case: Case, client: Client, now: datetime, by: Actor) -> None:
    at = timezone.now()
    consign_letters(case=case, provider="maileva", duplex=True, by=by, at=at)
    work(at, by)
    row = Consignment.objects.first()
    assert row is not None
    assert row.due_at > at
    told = {
        "source": "api.maileva.com", "event_type": "ON_STATUS_PROCESSED", "resource_type": "mail/v2/sendings",
        "resource_id": row.sending, "resource_custom_id": row.pk.hex,
    }  # fmt: skip
    for _twice in range(2):
        assert knock(client, told) == 201
    row.refresh_from_db()
    assert row.due_at <= timezone.now()
    # It said that the letter is produced; the provider itself, asked, does not.
    work(timezone.now(), by)
    assert case.notices.filter(state=State.POSTED).count() == 0
    house.produce(house.sendings[row.sending], on=timezone.now().isoformat())
    knock(client, told)
    work(timezone.now(), by)
    assert case.notices.filter(state=State.POSTED).count() == 1


@pytest.mark.parametrize("login", ["", "maileva:", "maileva:" + "h" * 24, GUARD + "x", "é:é"])
def test_a_stranger_is_not_heard(login: str, house: House, client: Client) -> None:
    assert knock(client, {"resource_id": str(uuid4())}, login=login) == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400), ("[]", 400), ("{", 400), ("x" * 70_000, 400), ({}, 201), ({"resource_id": 7}, 201),
        ({"resource_id": "../../x", "resource_custom_id": ["x"]}, 201), ({"resource_custom_id": "Luc Canari"}, 201),
    ],
)  # fmt: skip
def test_nonsense_does_no_harm(body: object, status: int, house: House, client: Client) -> None:
    assert knock(client, body) == status


def test_there_is_no_door_without_a_secret(house: House, settings: Settings, client: Client) -> None:
    assert knock(client, {}, provider="pigeon") == 404
    settings.HYBRID_MAIL = {**settings.HYBRID_MAIL, "webhook": ""}
    assert knock(client, {}, login="") == 404
    settings.HYBRID_MAIL = None
    assert knock(client, {}) == 404


def test_the_door_takes_nothing_but_letters(house: House, client: Client) -> None:
    assert client.get(reverse("post_webhook", args=["maileva"])).status_code == 405
