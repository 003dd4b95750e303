"""Acts on many cases: recorded case by case, harmless when pressed twice."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.actions.facts import take_facts
from notifier.breaches.actions.following import assign_cases, nudge_cases, offer_facts
from notifier.breaches.models import Assignment, FactsOffer, Nudge, TakenFacts
from notifier.breaches.policies import NotAColleague
from notifier.breaches.queries.facts import facts_state
from notifier.breaches.queries.following import assignees
from tests.breaches.offices import Office, mandate_office
from tests.breaches.sharing import Shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(shared: Shared, now: datetime, by: Actor) -> Office:
    return mandate_office(shared, at=now, by=by)


def told_of(kind: str) -> list[UUID | None]:
    return list(Event.objects.filter(kind=kind).order_by("pk").values_list("case_id", flat=True))


def test_a_controller_is_reminded_once_a_day(shared: Shared, office: Office, now: datetime, by: Actor) -> None:
    def remind(at: datetime) -> int:
        return nudge_cases(cases=[shared.one, shared.two], office=office.organisation, user=office.dpo, by=by, at=at)

    assert [remind(now), remind(now), remind(now + timedelta(days=1))] == [2, 0, 2]
    assert Nudge.objects.count() == 4
    assert sorted(map(str, told_of("case.nudged")[:2])) == sorted(str(case.pk) for case in (shared.one, shared.two))


def test_a_case_is_one_colleagues_at_a_time(shared: Shared, office: Office, now: datetime, by: Actor) -> None:
    def assign(to: object) -> int:
        return assign_cases(
            cases=[shared.one],
            office=office.organisation,
            to=to,
            user=office.dpo,
            by=by,
            at=now,  # type: ignore[arg-type]
        )

    assert [assign(office.dpo), assign(office.dpo), assign(office.coordinator)] == [1, 0, 1]
    assert assignees([shared.one.pk]) == {shared.one.pk: [office.coordinator.name]}
    assert Assignment.objects.count() == len(told_of("case.assigned")) == 2


def test_cases_are_given_to_colleagues_only(shared: Shared, office: Office, now: datetime, by: Actor) -> None:
    with pytest.raises(NotAColleague):
        assign_cases(cases=[shared.one], office=office.organisation, to=shared.vendor, user=office.dpo, by=by, at=now)
    assert not Assignment.objects.exists()


def test_an_offer_changes_nothing_of_the_case(shared: Shared, office: Office, now: datetime, by: Actor) -> None:
    version = shared.write(by=by, at=now)
    take_facts(case=shared.two, version=version, words=None, user=shared.other, by=by, at=now)
    cases = [shared.one, shared.two]
    counts = [
        offer_facts(cases=cases, version=version, office=office.organisation, user=office.dpo, by=by, at=now)
        for _ in range(2)
    ]
    assert counts == [1, 0]
    assert told_of("facts.offered") == [shared.one.pk]
    assert facts_state(shared.one).is_offered
    assert facts_state(shared.one).is_new
    assert FactsOffer.objects.count() == TakenFacts.objects.count() == 1
