from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions.advising import give_advice
from notifier.breaches.choices import Answer, Topic
from notifier.breaches.queries.history import Version, decisions_view
from notifier.law.decisions.shapes import Advice, Telling
from notifier.law.refusals import codes
from notifier.law.risk import Risk
from tests.cast import Cast, make_cast
from tests.deciding import choice, decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def test_an_empty_case_has_all_to_decide(cast: Cast) -> None:
    view = decisions_view(cast.case, with_reasons=True)
    assert not view.has_any
    assert view.undecided == [Topic.RISK, Topic.AUTHORITY, Topic.TELLING]
    assert (view.problems, view.latest_advice, view.history) == ((), None, [])


def test_versions_stand_beside_those_before(cast: Cast, now: datetime, by: Actor) -> None:
    for hours, risk, reason in ((0, Risk.RISK, "un"), (1, Risk.HIGH, "deux"), (2, Risk.HIGH, "trois")):
        decide(cast.case, choice(Topic.RISK, risk, reason), at=now + timedelta(hours=hours), by=by)
    view = decisions_view(cast.case, with_reasons=True)
    history = [one for one in view.history if isinstance(one, Version)]
    assert [(one.row.number, one.is_changed, one.is_other_reason) for one in history] == [
        (3, False, True), (2, True, True), (1, False, False),
    ]  # fmt: skip
    assert view.current[Topic.RISK] is history[0]
    assert [one.said.reason for one in history if one.said] == ["trois", "deux", "un"]


def test_who_may_not_read_reasons_gets_none(cast: Cast, now: datetime, by: Actor) -> None:
    decide(cast.case, at=now, by=by)
    give_advice(case=cast.case, advice=Advice(risk=Risk.HIGH), why="x", adviser=cast.dpo, by=by, at=now)
    view = decisions_view(cast.case, with_reasons=False)
    assert all(version.said is None for version in view.versions)
    assert view.latest_advice is not None
    assert (view.latest_advice.why, view.latest_advice.values) == (None, [("risk", "high")])


def test_a_later_advice_shows_what_no_longer_stands(cast: Cast, now: datetime, by: Actor) -> None:
    decide(cast.case, at=now, by=by)
    advice = Advice(notifies_authority=False, telling=Telling.DIRECT)
    give_advice(case=cast.case, advice=advice, why="x", adviser=cast.dpo, by=by, at=now + timedelta(hours=1))
    view = decisions_view(cast.case, with_reasons=True)
    assert codes(view.problems) == ("advice_departure_unreasoned",)
    assert view.latest_advice is not None
    assert view.latest_advice.values == [("authority", Answer.NO), ("telling", Telling.DIRECT)]
