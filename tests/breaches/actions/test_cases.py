"""Opening breaches and cases."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from notifier.audit.actors import Actor
from notifier.audit.canonical import moment, read_event
from notifier.audit.models import Event
from notifier.breaches.actions import instruct_comparison, open_case
from notifier.breaches.models import Case
from notifier.breaches.policies import ImpossibleMoment
from notifier.vault.keystore import sealer_for
from notifier.vault.models import DataKey
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return open_practice(at=now, by=by)[0]


def test_a_case_has_its_own_key_and_awareness(case: Case, now: datetime) -> None:
    sealer = sealer_for(case.pk)
    assert sealer.open("t", case.pk, sealer.seal("t", case.pk, b"x")) == b"x"
    event = read_event(bytes(Event.objects.get(kind="case.opened").body))
    assert (event["case"], event["data"]["aware_at"]) == (str(case.pk), moment(now))


def test_a_controller_has_one_case_per_breach(case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        open_case(breach=case.breach, controller=case.controller, aware_at=now, by=by, at=now)


def test_an_impossible_awareness_leaves_nothing(case: Case, now: datetime, by: Actor) -> None:
    before = (Case.objects.count(), DataKey.objects.count(), Event.objects.count())
    with pytest.raises(ImpossibleMoment):
        open_case(breach=case.breach, controller=case.controller, aware_at=now + timedelta(days=1), by=by, at=now)
    assert (Case.objects.count(), DataKey.objects.count(), Event.objects.count()) == before


def test_an_instruction_to_compare_is_kept_with_its_moment_and_told_once(case: Case, now: datetime, by: Actor) -> None:
    later = now + timedelta(days=1)
    assert case.comparison_allowed_at is None
    changes = [
        instruct_comparison(case=case, allowed=allowed, by=by, at=at)
        for allowed, at in ((False, now), (True, now), (True, later), (False, later), (True, later))
    ]
    assert changes == [False, True, False, True, True]
    case.refresh_from_db()
    assert case.comparison_allowed_at == later
    told = Event.objects.filter(kind__startswith="comparison.", case_id=case.pk).order_by("id")
    assert [event.kind for event in told] == ["comparison.allowed", "comparison.withdrawn", "comparison.allowed"]
