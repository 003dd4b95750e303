"""Which deadlines a person's calendar holds."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.dossiers.queries.calendars import calendar
from notifier.notices.actions.requests import Asked, take_request
from notifier.notices.choices import RequestChannel, RequestKind
from notifier.notices.rules.requests import Said
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def read(cast: Cast, name: str, at: datetime) -> str:
    with translation.override("fr"):
        return calendar(cast.everyone[name], at).decode().replace("\r\n ", "")


def test_it_holds_the_clocks_that_run_and_names_neither_practice_nor_patient(cast: Cast, now: datetime) -> None:
    text = read(cast, "owner", now)
    assert text.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Déclarer à la CNIL · Fuite de test" in text
    assert "DTSTART:20260307T100500Z" in text
    assert f"UID:{cast.case.pk}/authority@" in text
    assert f"/dossiers/{cast.case.pk}/echeances/" in text
    assert "samedi 7 mars 2026" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert cast.case.controller.organisation.name not in text
    assert "Numéro" not in text


def test_what_is_done_leaves_the_calendar(cast: Cast, now: datetime, by: Actor) -> None:
    record_filing(case=cast.case, filed_at=now, channel=FilingChannel.POST, receipt="", by=by, at=now)
    assert "Déclarer" not in read(cast, "owner", now + timedelta(hours=1))


def test_each_person_reads_their_own_cases(cast: Cast, now: datetime) -> None:
    holding = {name for name in cast.everyone if str(cast.case.pk) in read(cast, name, now)}
    assert holding == {"owner", "assistant", "dpo", "counting_dpo", "auditor", "operator"}


def test_a_patient_s_request_stands_in_the_calendar_of_who_answers(cast: Cast, now: datetime, by: Actor) -> None:
    asked = Asked(RequestKind.ACCESS, RequestChannel.LETTER, Said("Canari"), now)
    take_request(case=cast.case, notice=None, asked=asked, by=by, at=now)
    text = read(cast, "owner", now)
    assert "SUMMARY:Répondre à un patient · Fuite de test" in text
    assert f"UID:{cast.case.pk}/reply:2026-03-04@" in text
    assert "Canari" not in text
