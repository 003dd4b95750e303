"""Telling people in person: the list, the paper, the tap, and the file of those not reached."""

from datetime import datetime
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.models import CareDecision
from tests.notices.odd import notice_of, odd_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def odd(now: datetime, by: Actor) -> tuple[Case, User]:
    return odd_case(at=now, by=by)


@pytest.fixture
def case(odd: tuple[Case, User]) -> Case:
    return odd[0]


@pytest.fixture
def owner(odd: tuple[Case, User], case: Case) -> Client:
    """Who has put the minor under secrecy among those to tell in person."""
    client = Client(headers={"accept-language": "fr"})
    client.force_login(odd[1])
    client.post(reverse("care_rule", args=[case.pk, "minor_secret", "in_person"]), {"text": ""})
    return client


def test_the_list_is_masked_and_led_to_from_the_case(case: Case, owner: Client) -> None:
    text = owner.get(reverse("to_tell", args=[case.pk])).content.decode()
    assert "1 patient à prévenir en personne" in text
    assert "S. C. Lyon" in text
    assert "Canari" not in text.split("<main")[1]
    assert "1 patient à prévenir en personne" in owner.get(reverse("case", args=[case.pk])).content.decode()


def test_the_paper_is_a_pdf_under_a_name_that_says_nothing(case: Case, owner: Client) -> None:
    address = reverse("aide_memoire", args=[case.pk])
    answer = owner.post(address, {"avis": [str(notice_of(case, "Secret").pk), "x"]})
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="memoire.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert Event.objects.filter(kind="aide_memoire.printed").count() == 1
    assert owner.post(address, {"avis": [str(uuid4())]})["Location"] == reverse("to_tell", args=[case.pk])


def test_one_tap_records_that_it_was_done_today(
    case: Case, owner: Client, odd: tuple[Case, User], now: datetime
) -> None:
    address = reverse("told_now", args=[case.pk, notice_of(case, "Secret").pk])
    with time_machine.travel(now, tick=False):
        for _tap in range(2):
            assert owner.post(address)["Location"] == reverse("to_tell", args=[case.pk])
        text = owner.get(reverse("case", args=[case.pk])).content.decode()
    row = CareDecision.objects.get(choice="told")
    assert (row.told_on, row.told_how, row.decided_by) == (now.date(), "in_person", odd[1])
    assert "1 informé" in text


def test_it_can_be_put_back(case: Case, owner: Client) -> None:
    address = reverse("hold_again", args=[case.pk, notice_of(case, "Secret").pk])
    for _tap in range(2):
        assert owner.post(address).status_code == 302
    assert notice_of(case, "Secret").state == "held"
    assert "Ceux que vous choisissez" in owner.get(reverse("to_tell", args=[case.pk])).content.decode()


def test_a_case_is_not_closed_while_someone_waits_to_be_told(case: Case, owner: Client) -> None:
    case.notices.filter(state="queued").update(state="sent")
    text = owner.get(reverse("close_case", args=[case.pk])).content.decode()
    assert "restent à prévenir en personne" in text
    owner.post(reverse("close_case", args=[case.pk]))
    case.refresh_from_db()
    assert case.is_open


def test_of_an_erased_case_nothing_is_handed_out(case: Case, owner: Client, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=now, erasing_at=now)
    assert owner.post(reverse("aide_memoire", args=[case.pk])).status_code == 404
    assert "effacées" in owner.get(reverse("to_tell", args=[case.pk])).content.decode()


def test_in_a_closed_case_nothing_is_recorded(case: Case, owner: Client, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=now)
    secret = notice_of(case, "Secret").pk
    for name in ("told_now", "hold_again"):
        answer = owner.post(reverse(name, args=[case.pk, secret]), follow=True)
        assert "Ce dossier est clos" in answer.content.decode()
    assert notice_of(case, "Secret").state == "to_tell"
