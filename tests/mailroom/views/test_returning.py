"""A stack of envelopes."""

from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.lib.ids import new_reference
from notifier.mailroom.actions import note_posted, print_here
from notifier.mailroom.choices import ReturnReason
from notifier.mailroom.models import ReturnedLetter
from notifier.mailroom.queries.words import REASONS
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(case: Case, now: datetime, by: Actor) -> Notice:
    run, _pdf = print_here(case=case, by=by, at=now)
    note_posted(run=run, places=None, on=timezone.localdate(now), by=by, at=now)
    return run.pieces.get(position=1).notice


@pytest.fixture
def owner(case: Case, client: Client) -> User:
    user = User.objects.get(email="medecin1@example.org")
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return user


def post(client: Client, reference: str, reason: str = "", *, follow: bool = True) -> HttpResponse:
    return client.post(reverse("returns"), {"reference": reference, "reason": reason}, follow=follow)  # type: ignore[return-value]


def test_a_reference_and_a_reason_are_enough(owner: User, notice: Notice, client: Client) -> None:
    page = post(client, notice.reference.lower().replace("-", " "), "wrong_address").content.decode()
    notice.refresh_from_db()
    assert notice.state == State.TO_TELL
    assert "À prévenir en personne" in page
    assert "Canari" not in page
    assert page.index("autofocus") > page.index('id="reference"')


def test_a_sheets_code_may_be_scanned(owner: User, notice: Notice, client: Client) -> None:
    post(client, f"{notice.reference} 0001 000001 01/01", "refused")
    assert ReturnedLetter.objects.get().reason == ReturnReason.REFUSED


def test_enter_looks_the_letter_up_and_asks_why(owner: User, notice: Notice, client: Client) -> None:
    page = post(client, notice.reference).content.decode()
    assert "Pourquoi cette lettre est-elle revenue" in page
    assert notice.reference in page
    assert not ReturnedLetter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Tapez ou scannez"),
        ("7K3M-9QXT-2W4F-X", "mal recopiée"),
        ("<script>", "mal recopiée"),
        (new_reference(b"\x09" * 8), "Aucune lettre de vos dossiers"),
    ],
)
def test_a_wrong_reference_writes_nothing(owner: User, notice: Notice, client: Client, typed: str, told: str) -> None:
    before = Event.objects.count()
    page = post(client, typed, "refused")
    assert (page.status_code, told in page.content.decode()) == (400, True)
    assert "<script>" not in page.content.decode()
    assert (ReturnedLetter.objects.count(), Event.objects.count()) == (0, before)


def test_twice_is_told(owner: User, notice: Notice, client: Client) -> None:
    post(client, notice.reference, "refused")
    assert "déjà noté" in post(client, notice.reference, "wrong_address").content.decode()
    assert ReturnedLetter.objects.get().reason == ReturnReason.REFUSED


def test_what_was_never_printed_is_told(owner: User, notice: Notice, case: Case, client: Client) -> None:
    held = case.notices.get(state=State.HELD)
    assert "Aucune lettre imprimée" in post(client, held.reference, "refused").content.decode()


def test_a_slip_is_corrected_from_the_list(owner: User, notice: Notice, client: Client) -> None:
    post(client, notice.reference, "refused")
    address = reverse("correct_return", args=[ReturnedLetter.objects.get().pk])
    assert "La raison est corrigée" in client.post(address, {"reason": "access"}, follow=True).content.decode()
    client.post(address, {"reason": "nonsense"})
    assert ReturnedLetter.objects.get().reason == ReturnReason.ACCESS


def test_a_letter_of_another_practice_is_unknown(notice: Notice, client: Client, now: datetime, by: Actor) -> None:
    _, stranger = open_practice(number=2, at=now, by=by)
    client.force_login(stranger)
    assert post(client, notice.reference, "refused").status_code == 400
    assert not ReturnedLetter.objects.exists()


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(ReturnReason)


def test_a_returned_patient_leads_to_the_decision(owner: User, notice: Notice, client: Client) -> None:
    post(client, notice.reference, "other")
    page = client.get(reverse("patient", args=[notice.case_id, notice.patient_id])).content.decode()
    assert "Sa lettre est revenue." in page
    address = reverse("care_person", args=[notice.case_id, notice.pk])
    assert address in page
    assert client.get(address).status_code == 200
