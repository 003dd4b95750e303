"""After the register's period nothing is left but the log."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import models

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Breach, Case
from notifier.dossiers.actions.erasing import begin_erasure, finish_erasure
from notifier.dossiers.actions.forgetting import OF_A_CASE, forget_case
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.policies import ActRefused
from notifier.rosters.models import Roster
from notifier.vault.keystore import destroy_data_key
from tests.dossiers.endings import told
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
SIX_YEARS = timedelta(days=6 * 365 + 3)


@pytest.fixture
def erased(ended: Case, now: datetime, by: Actor) -> Case:
    begin_erasure(case=ended, reason=ErasureReason.PERIOD_OVER, by=by, at=now)
    destroy_data_key(ended.pk)
    finish_erasure(case=ended, by=by, at=now)
    return ended


def of_a_case() -> set[type[models.Model]]:
    """Every model that leads to a case by its foreign keys."""
    found: set[type[models.Model]] = {Case}
    while True:
        more = {
            model
            for model in apps.get_models(include_auto_created=True)
            for field in model._meta.concrete_fields
            if field.remote_field and field.remote_field.model in found
        }
        if more <= found:
            return found - {Case}
        found |= more


def test_the_list_names_whatever_hangs_on_a_case() -> None:
    assert {model for model, _ in OF_A_CASE} == of_a_case()


def test_everything_goes_but_the_log(erased: Case, now: datetime, by: Actor) -> None:
    events = Event.objects.count()
    assert forget_case(case=erased, by=by, at=now + SIX_YEARS)
    for model, _ in OF_A_CASE:
        assert not model._default_manager.exists(), model
    assert not Case.objects.exists()
    assert not Breach.objects.exists()
    assert Event.objects.count() == events + 2
    [event] = told("case.forgotten")
    assert event["rows"]["notices.Notice"] == 4
    assert len(told("breach.forgotten")) == 1


def test_twice_does_no_harm(erased: Case, now: datetime, by: Actor) -> None:
    assert forget_case(case=erased, by=by, at=now + SIX_YEARS)
    assert not forget_case(case=erased, by=by, at=now + SIX_YEARS)


def test_before_its_time_nothing_is_forgotten(erased: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(ActRefused, match="too_early"):
        forget_case(case=erased, by=by, at=now + timedelta(days=2000))


def test_a_case_with_people_is_never_forgotten(ended: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(ActRefused, match="not_erased"):
        forget_case(case=ended, by=by, at=now + SIX_YEARS)


def test_other_cases_and_their_breach_stay(erased: Case, now: datetime, by: Actor) -> None:
    other = approved_case(number=2, emails=1, at=now, by=by)
    Case.objects.filter(pk=other.pk).update(breach=erased.breach)
    forget_case(case=erased, by=by, at=now + SIX_YEARS)
    assert other.patients.count() == other.notices.count() == Roster.objects.count() == 1
    assert Breach.objects.filter(pk=erased.breach_id).exists()
