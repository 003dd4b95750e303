"""Written reasons for a late filing."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.actions import give_late_reasons, record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case, LateReasons
from notifier.breaches.policies import CaseNotOpen, LateReasonsRefused
from notifier.breaches.queries.late import TABLE
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "Le cabinet de Canari était fermé."


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return open_practice(at=now, by=by)[0]


def test_they_lie_sealed_and_the_log_holds_a_commitment(case: Case, now: datetime, by: Actor) -> None:
    late = now + 5 * DAY
    assert give_late_reasons(case=case, text=WHY, by=by, at=late)
    row, event = LateReasons.objects.get(), Event.objects.get(kind="late_reasons.given")
    assert b"Canari" not in bytes(row.text) + bytes(event.body)
    commitment = read_event(bytes(event.body))["data"]["commitment"]
    assert check_reason(sealer_for(case.pk), TABLE, row.pk, bytes(row.text), commitment=commitment) == WHY


def test_the_same_words_are_kept_once_and_others_are_added(case: Case, now: datetime, by: Actor) -> None:
    late = now + 5 * DAY
    given = [give_late_reasons(case=case, text=text, by=by, at=late) for text in (WHY, WHY, "Autre chose.")]
    assert (given, LateReasons.objects.count()) == ([True, False, True], 2)


@pytest.mark.parametrize(("days", "text", "code"), [(1, WHY, "not_late"), (5, " ", "no_reasons")])
def test_reasons_go_with_a_delay(days: int, text: str, code: str, case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(LateReasonsRefused, match=code):
        give_late_reasons(case=case, text=text, by=by, at=now + days * DAY)
    assert not LateReasons.objects.exists()


def test_a_filing_in_time_stays_in_time(case: Case, now: datetime, by: Actor) -> None:
    record_filing(case=case, filed_at=now + DAY, channel=FilingChannel.POST, receipt="", by=by, at=now + DAY)
    with pytest.raises(LateReasonsRefused, match="not_late"):
        give_late_reasons(case=case, text=WHY, by=by, at=now + 9 * DAY)


def test_a_closed_case_takes_nothing_in(case: Case, now: datetime, by: Actor) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        give_late_reasons(case=case, text=WHY, by=by, at=now + 5 * DAY)
