"""How the shared facts are read."""

from datetime import date, datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions.facts import take_facts
from notifier.breaches.queries.facts import facts_of_breach, facts_state, period_of, versions
from notifier.breaches.rules.facts import Mark
from tests.breaches.sharing import LATER, Shared

pytestmark = pytest.mark.django_db


def test_versions_come_newest_first_with_what_changed(shared: Shared, now: datetime, by: Actor) -> None:
    shared.write(by=by, at=now)
    shared.write(LATER, base=1, by=by, at=now)
    newest, first = versions(shared.breach)
    assert (newest.row.number, newest.days_changed, list(newest.changes)) == (2, True, ["what_fr"])
    assert {piece.mark for piece in newest.changes["what_fr"]} == set(Mark)
    assert (first.row.number, first.changes) == (1, {})


def test_before_any_version_the_facts_are_those_of_the_opening(shared: Shared) -> None:
    facts = facts_of_breach(shared.breach)
    assert (facts.began_on, facts.categories, facts.words.what_fr) == (date(2025, 11, 12), ("identity",), "")
    assert not facts_state(shared.one).is_new


def test_the_notice_speaks_of_the_period_the_controller_took_over(shared: Shared, now: datetime, by: Actor) -> None:
    version = shared.write(LATER, by=by, at=now)
    assert period_of(shared.one) == (date(2025, 11, 12), None)
    take_facts(case=shared.one, version=version, words=None, user=shared.owner, by=by, at=now)
    assert period_of(shared.one) == (date(2025, 11, 12), date(2025, 12, 3))
    assert period_of(shared.two) == (date(2025, 11, 12), None)
