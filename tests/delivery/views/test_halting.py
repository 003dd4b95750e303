"""Pausing, stopping and resuming on pages."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.delivery.choices import HaltKind
from notifier.delivery.models import Halt
from notifier.notices.actions import approve_wording, draft_wording
from notifier.rosters.actions import import_roster
from tests.cast import Cast, make_cast
from tests.worlds import roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    cast = make_cast(at=now, by=by)
    case, owner = cast.case, cast.owner
    import_roster(case=case, data=roster(emails=2), confirmed=frozenset(), user=owner, by=by, at=now)
    approve_wording(wording=draft_wording(case=case, by=by, at=now), approver=owner, by=by, at=now)
    return cast


def as_user(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.everyone[name])
    client.cookies["django_language"] = "fr"
    return client


def test_a_pause_is_made_shown_and_lifted(cast: Cast) -> None:
    client = as_user(cast, "owner")
    address = reverse("halt_case", args=[cast.case.pk])
    page = client.post(address, {"reason": "telephone", "lasts": "1"}, follow=True).content.decode()
    assert "Plus rien ne part." in page
    assert "L’envoi de ce dossier est suspendu." in page
    assert "Le téléphone ne suit plus" in page
    found = Halt.objects.get()
    assert found.kind == HaltKind.PAUSE
    assert found.until is not None
    assert timedelta(minutes=59) < found.until - timezone.now() <= timedelta(hours=1)
    assert "Reprendre l’envoi" in client.get(address).content.decode()
    page = client.post(reverse("lift_halt", args=[found.pk]), follow=True).content.decode()
    assert "L’envoi reprend." in page
    assert "est suspendu" not in page


def test_a_stop_is_lifted_only_after_a_second_word(cast: Cast) -> None:
    client = as_user(cast, "owner")
    client.post(reverse("halt_case", args=[cast.case.pk]), {"reason": "text", "lasts": "stop"})
    found = Halt.objects.get()
    assert (found.kind, found.until) == (HaltKind.STOP, None)
    lift = reverse("lift_halt", args=[found.pk])
    assert "Reprendre après un arrêt" in client.post(lift).content.decode()
    assert Halt.objects.get().lifted_at is None
    client.post(lift, {"confirme": "1"})
    assert Halt.objects.get().lifted_at is not None


def test_the_operator_halts_a_breach_and_everything(cast: Cast) -> None:
    client = as_user(cast, "operator")
    client.post(reverse("halt_breach", args=[cast.case.breach_id]), {"reason": "relay", "lasts": ""})
    client.post(reverse("halt_everything"), {"reason": "relay", "lasts": "24"})
    page = as_user(cast, "owner").get(reverse("case", args=[cast.case.pk])).content.decode()
    assert "Tous les envois sont suspendus." in page
    assert "L’envoi de tous les dossiers de cette fuite est suspendu." in page
    board = client.get(reverse("breach", args=[cast.case.breach_id])).content.decode()
    assert "Tous les envois sont suspendus." in board
    for halt in Halt.objects.all():
        assert as_user(cast, "owner").post(reverse("lift_halt", args=[halt.pk])).status_code == 403
        client.post(reverse("lift_halt", args=[halt.pk]))
    assert not Halt.objects.in_force(timezone.now()).exists()


def test_what_is_not_said_is_asked_again(cast: Cast) -> None:
    client = as_user(cast, "owner")
    page = client.post(reverse("halt_case", args=[cast.case.pk]), {"reason": "because"}).content.decode()
    assert "À corriger" in page
    assert not Halt.objects.exists()


def test_a_closed_case_has_nothing_to_halt(cast: Cast, now: datetime) -> None:
    client = as_user(cast, "owner")
    type(cast.case).objects.filter(pk=cast.case.pk).update(closed_at=now)
    page = client.post(reverse("halt_case", args=[cast.case.pk]), {"reason": "text", "lasts": ""}).content.decode()
    assert "rien n’en part plus" in page
    assert not Halt.objects.exists()
