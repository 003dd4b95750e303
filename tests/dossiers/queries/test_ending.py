"""A case is closed when every duty is done or decided away."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import Answer, FilingChannel, Topic
from notifier.breaches.models import Case
from notifier.dossiers.queries.ending import closing_refusals, done
from notifier.law.decisions.shapes import Telling
from notifier.law.refusals import codes
from notifier.law.risk import Risk
from notifier.rosters.actions import import_roster
from tests.deciding import choice, decide, owner_of
from tests.dossiers.endings import tell_everyone
from tests.worlds import approved_case, open_practice, roster

pytestmark = pytest.mark.django_db


def refused(case: Case) -> tuple[str, ...]:
    return codes(closing_refusals(case))


def test_what_is_missing_goes_one_by_one(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, letters=1, at=now, by=by)
    assert refused(case) == ("risk_undecided", "authority_undecided", "telling_undecided", "not_filed")[:3]
    decide(case, at=now, by=by)
    assert refused(case) == ("not_filed", "people_untold")
    record_filing(case=case, filed_at=now, channel=FilingChannel.ONLINE_FORM, receipt="", by=by, at=now)
    assert refused(case) == ("people_untold",)
    tell_everyone(case, at=now, by=by)
    assert refused(case) == ()
    assert done(case).told_at == now


def test_a_patient_without_a_notice_keeps_the_case_open(ended: Case, now: datetime, by: Actor) -> None:
    data = roster(emails=5)
    import_roster(case=ended, data=data, confirmed=frozenset(), user=owner_of(ended), by=by, at=now)
    assert refused(ended) == ("people_pending",)


def test_where_nobody_need_be_told_nobody_is_missed(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    decide(
        case,
        choice(Topic.RISK, Risk.UNLIKELY),
        choice(Topic.AUTHORITY, Answer.NO),
        choice(Topic.TELLING, Telling.NOT_OWED),
        at=now,
        by=by,
    )
    assert refused(case) == ()
    import_roster(case=case, data=roster(emails=1), confirmed=frozenset(), user=owner, by=by, at=now)
    assert refused(case) == ("departure_unreasoned",)
    assert done(case).pending == 0
