"""Noting what a patient was told."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.notices.actions.requests import Asked, take_request
from notifier.notices.choices import RequestChannel, RequestKind, RequestState
from notifier.notices.models import PatientRequest
from notifier.notices.rules.requests import Said
from tests.cast import Cast, make_cast
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def ask(cast: Cast, by: Actor, *, days: int = 0) -> PatientRequest:
    at = timezone.now()
    asked = Asked(RequestKind.ACCESS, RequestChannel.PHONE, Said(), at - timedelta(days=days))
    return take_request(case=cast.case, notice=None, asked=asked, by=by, at=at)


def send(
    client: Client, cast: Cast, name: str, row: PatientRequest, *, who: str = "owner", text: str = "Voilà."
) -> str:
    client.force_login(cast.everyone[who])
    client.cookies["django_language"] = "fr"
    # To the minute below, a moment of now lies before a request of now.
    moment = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    typed = {"told_at": moment, "channel": "letter", "text": text}
    return client.post(reverse(name, args=[cast.case.pk, row.pk]), typed, follow=True).content.decode()


@pytest.mark.parametrize(
    ("name", "state"), [("answer_request", RequestState.ANSWERED), ("refuse_request", RequestState.REFUSED)]
)
def test_a_reply_stops_the_clock(client: Client, cast: Cast, by: Actor, name: str, state: RequestState) -> None:
    row = ask(cast, by, days=3)
    send(client, cast, name, row)
    row.refresh_from_db()
    assert row.state == state
    assert "déjà enregistrée" in send(client, cast, name, row)


def test_an_extension_is_noted_and_shown(client: Client, cast: Cast, by: Actor) -> None:
    row = ask(cast, by, days=3)
    page = send(client, cast, "extend_request", row)
    assert "Prolongée, le patient averti" in page
    assert len(told("request.extended")) == 1


@pytest.mark.parametrize(
    ("name", "days", "text", "said"),
    [
        ("refuse_request", 3, "", "RGPD 12(4)"),
        ("extend_request", 3, "", "RGPD 12(3)"),
        ("extend_request", 50, "Trop de demandes.", "dans le premier mois"),
    ],
)
def test_what_the_law_refuses_names_its_article(
    client: Client, cast: Cast, by: Actor, name: str, days: int, text: str, said: str
) -> None:
    row = ask(cast, by, days=days)
    assert said in send(client, cast, name, row, text=text)
    row.refresh_from_db()
    assert (row.state, row.extended_at) == (RequestState.OPEN, None)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("answer_request", {"owner", "assistant"}),
        ("refuse_request", {"owner"}),
        ("extend_request", {"owner"}),
        ("copy_notice", {"owner", "assistant"}),
        ("patient_request", {"owner", "assistant", "dpo", "auditor"}),
    ],
)
def test_only_those_whose_act_it_is(client: Client, cast: Cast, by: Actor, name: str, allowed: set[str]) -> None:
    row = ask(cast, by)
    may = set()
    for who, user in cast.everyone.items():
        client.force_login(user)
        answer = client.post(reverse(name, args=[cast.case.pk, row.pk]))
        may |= {who} if answer.status_code not in (403, 404) else set()
    assert may == allowed
