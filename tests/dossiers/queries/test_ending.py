"""A case is closed when every duty is done or decided away."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions import give_late_reasons, record_awareness, record_filing
from notifier.breaches.choices import Answer, FilingChannel, FilingKind, Topic
from notifier.breaches.models import Case
from notifier.dossiers.queries.ending import closing_refusals, done
from notifier.law.decisions.shapes import Telling
from notifier.law.ledger import AwarenessKind
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


def test_what_was_filed_in_part_is_completed_first(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, letters=1, at=now, by=by)
    decide(case, at=now, by=by)
    tell_everyone(case, at=now, by=by)
    file = {"case": case, "channel": FilingChannel.ONLINE_FORM, "receipt": "", "filed_at": now, "by": by, "at": now}
    record_filing(**file, is_complete=False)  # type: ignore[arg-type] # what is common to both
    assert refused(case) == ("filing_incomplete",)
    record_filing(**file, kind=FilingKind.COMPLEMENTARY)  # type: ignore[arg-type] # what is common to both
    assert refused(case) == ()


def test_a_filing_that_turns_out_late_gives_its_reasons_first(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, letters=1, at=now, by=by)
    decide(case, at=now, by=by)
    tell_everyone(case, at=now, by=by)
    record_filing(case=case, filed_at=now, channel=FilingChannel.POST, receipt="", by=by, at=now)
    earlier = now - timedelta(days=20)
    record_awareness(case=case, kind=AwarenessKind.CERTAINTY, happened_at=earlier, reason="Relu.", by=by, at=now)
    case.refresh_from_db()
    assert refused(case) == ("late_unreasoned",)
    give_late_reasons(case=case, text="La certitude avait été mal datée.", by=by, at=now)
    assert refused(case) == ()


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
