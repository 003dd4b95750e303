"""Opening breaches and cases, recording filings."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from notifier.audit.actors import Actor
from notifier.audit.canonical import moment, read_event
from notifier.audit.models import Event
from notifier.breaches.actions import instruct_comparison, open_case, record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case, Filing
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


def test_a_filing_leaves_its_event_without_its_receipt(case: Case, now: datetime, by: Actor) -> None:
    filing = record_filing(
        case=case, filed_at=now, channel=FilingChannel.ONLINE_FORM, receipt="CNIL-123", by=by, at=now
    )
    event = read_event(bytes(Event.objects.get(kind="filing.recorded").body))
    assert event["data"] == {"filed_at": moment(now), "channel": "online_form"}
    assert Filing.objects.get() == filing


def test_a_filing_before_awareness_is_refused(case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(ImpossibleMoment):
        record_filing(
            case=case, filed_at=now - timedelta(hours=1), channel=FilingChannel.POST, receipt="", by=by, at=now
        )
    assert not Filing.objects.exists()


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
