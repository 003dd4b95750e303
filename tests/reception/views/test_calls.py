"""What a practice says when somebody calls with a reference."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Breach
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.cast import Cast, make_cast
from tests.dossiers.endings import told
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
PAGE = "/appels/"


def ask(client: Client, reference: str) -> str:
    answer = client.post(PAGE, {"reference": reference})
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


@pytest.fixture
def desk(client: Client, notice: Notice) -> Client:
    user = notice.case.controller.physicians.get().user
    assert user is not None
    client.force_login(user)
    client.cookies["django_language"] = "fr"
    return client


def test_an_issued_notice_is_confirmed_without_a_name(desk: Client, notice: Notice) -> None:
    page = ask(desk, notice.reference)
    assert "Un avis avec cette référence a été envoyé" in page
    assert "mercredi 4\u00a0mars 2026" in page
    assert [word for word in ("Canari", "Emilie", notice.reference) if word in page] == []
    assert told("reference.checked") == [{"issued": True}]


def test_one_that_has_not_left_is_not_confirmed(desk: Client, notice: Notice) -> None:
    Notice.objects.update(state=State.QUEUED)
    assert "n’est parti" in ask(desk, notice.reference)
    assert told("reference.checked") == [{"issued": False}]


def test_a_mistyped_one_is_told_from_a_foreign_one(desk: Client, notice: Notice, now: datetime, by: Actor) -> None:
    other = approved_case(number=2, emails=1, at=now, by=by).notices.get()
    Notice.objects.update(state=State.SENT)
    assert "Cette référence est mal recopiée" in ask(desk, "7K3M-9QXT-2W4F-H")
    assert "Cette référence n’est pas de nous" in ask(desk, other.reference)
    assert Event.objects.filter(kind="reference.checked", case_id=None).count() == 2


def test_a_drill_says_so(desk: Client, notice: Notice) -> None:
    Breach.objects.update(is_drill=True)
    assert "EXERCICE" in ask(desk, notice.reference)


def test_the_script_says_what_never_to_say(desk: Client) -> None:
    page = desk.get(PAGE).content.decode()
    assert "votre lettre est vraie" in page
    assert "Jamais pour qui est l’avis" in page


def test_only_those_whom_patients_call_may_ask(client: Client, now: datetime, by: Actor) -> None:
    cast: Cast = make_cast(at=now, by=by)
    opened = set()
    for name, user in cast.everyone.items():
        client.force_login(user)
        opened |= {name} if client.get(reverse("phone")).status_code == 200 else set()
    assert opened == {"owner", "assistant", "dpo", "counting_dpo", "stranger"}
    assert Client().get(reverse("phone")).status_code == 302
