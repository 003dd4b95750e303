"""Every clock of a case on one page."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_awareness
from notifier.law.ledger import AwarenessKind
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def page(cast: Cast, at: datetime, *, language: str = "fr", name: str = "owner") -> str:
    client = Client(headers={"accept-language": language})
    with time_machine.travel(at, tick=False):
        client.force_login(cast.everyone[name])
        return client.get(reverse("deadlines", args=[cast.case.pk])).content.decode()


def test_each_clock_says_its_article_its_readings_and_what_stops_it(cast: Cast, now: datetime) -> None:
    text = page(cast, now + timedelta(hours=1))
    assert "Déclarer à la CNIL" in text
    assert "encore 2 jours" in text
    assert "RGPD 33(1). Seul arrête ce délai\N{NO-BREAK SPACE}: la déclaration elle-même." in text
    assert text.count("ne décide de rien") == 2
    assert "Prévenir tous les patients" in text
    assert "il vieillit" in text


def test_a_late_filing_asks_the_controller_for_its_reasons(cast: Cast, now: datetime) -> None:
    link = reverse("late_reasons", args=[cast.case.pk])
    assert link not in page(cast, now)
    assert link in page(cast, now + 5 * DAY)
    seen = page(cast, now + 5 * DAY, name="dpo")
    assert link not in seen
    assert "La loi demande d’en écrire la raison." in seen


def test_the_vendors_clock_stands_beside(cast: Cast, now: datetime, by: Actor) -> None:
    record_awareness(case=cast.case, kind=AwarenessKind.VENDOR_KNEW, happened_at=now - 9 * DAY, by=by, at=now)
    assert "depuis 9 jours" in page(cast, now)


def test_english_is_as_good(cast: Cast, now: datetime) -> None:
    text = page(cast, now, language="en")
    assert "GDPR 33(1). Only this stops it: the filing itself." in text
    assert "À viser" not in text
