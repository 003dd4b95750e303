"""One run of the periods."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions.closing import close_case
from notifier.dossiers.dispatch.retention import RetentionReport, apply_retention
from notifier.notices.choices import State
from notifier.rosters.actions import stage_roster
from tests.dossiers.endings import told
from tests.worlds import approved_case, roster

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = timedelta(days=1)


def run(at: datetime, by: Actor, *, dry: bool = False) -> RetentionReport:
    return apply_retention(clock=lambda: at, by=by, dry_run=dry)


def test_a_closed_case_is_erased_on_its_day_and_forgotten_after_six_years(
    ended: Case, now: datetime, by: Actor
) -> None:
    close_case(case=ended, by=by, at=now)
    assert run(now + 89 * DAYS, by).erased == []
    assert run(now + 90 * DAYS, by).erased == [str(ended.pk)]
    assert told("case.erasure_begun") == [{"code": "period_over"}]
    assert run(now + 91 * DAYS, by) == RetentionReport(dry_run=False)
    assert run(now + 2191 * DAYS, by).forgotten == []
    assert run(now + 2192 * DAYS, by).forgotten == [str(ended.pk)]
    assert not Case.objects.exists()


def test_an_open_case_is_never_touched(ended: Case, now: datetime, by: Actor) -> None:
    assert run(now + 4000 * DAYS, by) == RetentionReport(dry_run=False)
    assert ended.patients.count() == 4


def test_a_dry_run_says_what_would_go_and_changes_nothing(ended: Case, now: datetime, by: Actor) -> None:
    stage_roster(case=ended, data=roster(emails=9), by=by, at=now)
    close_case(case=ended, by=by, at=now)
    later = now + 90 * DAYS
    assert run(later, by, dry=True) == RetentionReport(dry_run=True, erased=[str(ended.pk)], uploads=1)
    assert ended.patients.count() == 4
    assert ended.staged_rosters.count() == 1


def test_what_is_refused_is_said_and_stops_nobody_else(ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    stuck = approved_case(number=2, emails=1, at=now, by=by)
    # Not by our acts: someone wrote into the database.
    Case.objects.filter(pk=stuck.pk).update(closed_at=now - DAYS)
    assert stuck.notices.filter(state=State.QUEUED).exists()
    report = run(now + 95 * DAYS, by)
    assert report.refused == {str(stuck.pk): ("notices_moving",)}
    assert report.erased == [str(ended.pk)]
