"""What was decided before, with the words given."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.notices.actions.caring import Decision, Telling, decide_one
from notifier.notices.choices import CareChoice
from notifier.notices.models import CareDecision
from notifier.notices.queries.care.history import decisions_on
from notifier.rosters.choices import ToldHow
from tests.notices.odd import notice_of, odd_case

pytestmark = pytest.mark.django_db


def test_decisions_are_told_in_their_order(now: datetime, by: Actor) -> None:
    case, owner = odd_case(at=now, by=by)
    notice = notice_of(case, "Secret").pk
    told = Decision(CareChoice.TOLD, text="Sans sa mère.", telling=Telling(now.date(), ToldHow.IN_PERSON, "Dr Merle"))
    for decision in (Decision(CareChoice.IN_PERSON), told):
        decide_one(case=case, notice=notice, decision=decision, decider=owner, by=by, at=now)
    found = sorted(decisions_on(case, notice), key=lambda one: one.told_on is not None)
    assert [(one.choice, one.by_rule, one.who) for one in found] == [
        (CareChoice.IN_PERSON, False, owner.name),
        (CareChoice.TOLD, False, owner.name),
    ]
    assert (found[1].told_on, found[1].told_how, found[1].text) == (
        now.date(),
        ToldHow.IN_PERSON,
        "Dr Merle\nSans sa mère.",
    )
    assert "Merle" not in repr(found)


def test_erased_words_are_empty(now: datetime, by: Actor) -> None:
    case, owner = odd_case(at=now, by=by)
    notice = notice_of(case, "Secret").pk
    decision = Decision(CareChoice.IN_PERSON, text="Une raison.")
    decide_one(case=case, notice=notice, decision=decision, decider=owner, by=by, at=now)
    CareDecision.objects.update(sealed=None)
    assert [one.text for one in decisions_on(case, notice)] == [""]
