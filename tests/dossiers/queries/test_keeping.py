"""Which cases are due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.queries.keeping import (
    brief_counts,
    cases_to_erase,
    cases_to_forget,
    closing_today,
    erasure_day,
    forgetting_day,
    latest_postponing,
)
from notifier.rosters.actions import stage_roster
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db
# One in the morning in Paris, still the day before in UTC.
NIGHT = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
DUE = date(2026, 6, 3)


@pytest.fixture
def closed(now: datetime, by: Actor) -> Case:
    case, _ = open_practice(at=now, by=by)
    Case.objects.filter(pk=case.pk).update(closed_at=NIGHT)
    case.refresh_from_db()
    return case


def test_days_are_those_of_paris(closed: Case) -> None:
    assert erasure_day(closed) == DUE
    assert forgetting_day(closed) == date(2032, 3, 5)
    assert latest_postponing(closed) == DUE + timedelta(days=90)
    assert closing_today(date(2026, 3, 5)) == DUE


def test_an_open_case_has_no_days(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    assert (erasure_day(case), forgetting_day(case), latest_postponing(case)) == (None, None, None)
    assert list(cases_to_erase(date(2100, 1, 1))) == []


def test_a_case_is_due_on_its_day_and_not_before(closed: Case) -> None:
    assert list(cases_to_erase(DUE - timedelta(days=1))) == []
    assert list(cases_to_erase(DUE)) == [closed]


def test_a_postponed_case_waits(closed: Case) -> None:
    Case.objects.update(postponed_to=DUE + timedelta(days=5))
    assert list(cases_to_erase(DUE + timedelta(days=4))) == []
    assert list(cases_to_erase(DUE + timedelta(days=5))) == [closed]


def test_an_interrupted_erasure_is_due_at_once(closed: Case) -> None:
    Case.objects.update(erasing_at=NIGHT)
    assert list(cases_to_erase(date(2026, 3, 5))) == [closed]


def test_what_is_erased_is_forgotten_after_six_years(closed: Case) -> None:
    Case.objects.update(erasing_at=NIGHT, erased_at=NIGHT)
    assert list(cases_to_erase(DUE)) == []
    assert list(cases_to_forget(date(2032, 3, 4))) == []
    assert list(cases_to_forget(date(2032, 3, 5))) == [closed]


def test_what_is_brief_is_counted(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    for days in (2, 4):
        stage_roster(case=case, data=roster(emails=1), by=by, at=now - timedelta(days=days))
    Session.objects.create(session_key="k", session_data="", expire_date=now - timedelta(hours=1))
    assert brief_counts(now) == (1, 1)
