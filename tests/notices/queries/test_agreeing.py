from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions.agreeing import demand_two_persons
from notifier.notices.models import Wording
from notifier.notices.queries.agreeing import TwoPersons, advised_cases, demand_in_force, two_persons
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import share
from tests.notices.people import Team

pytestmark = pytest.mark.django_db


def test_without_a_demand_one_person_suffices(draft: Wording) -> None:
    assert two_persons(draft, "x") == TwoPersons(None, 0, None)
    assert not two_persons(draft, "x").needs_first()


def test_a_demand_binds_where_two_decide(case: Case, draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    demand = demand_two_persons(case=case, asker=owner, by=by, at=now)
    assert demand_in_force(case) == demand
    assert (two_persons(draft, "x").deciders, two_persons(draft, "x").is_bound) == (1, False)


def test_a_first_approval_counts_for_the_hash_it_names(
    case: Case, draft: Wording, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    demand_two_persons(case=case, asker=owner, by=by, at=now)
    draft.first_approvals.create(read_sha256="x", approved_by=owner, approved_at=now)
    found = two_persons(draft, "x")
    assert (found.is_bound, found.first_by, found.needs_first()) == (True, owner.pk, False)
    assert (found.waits_for_other(owner.pk), found.waits_for_other(team.partner.pk)) == (True, False)
    assert two_persons(draft, "y").needs_first()
    owner.is_active = False
    owner.save()
    assert two_persons(draft, "x").first is None


def test_a_dpo_advises_on_the_cases_of_those_who_mandated_them(now: datetime, by: Actor) -> None:
    shared = share(at=now, by=by)
    office = mandate_office(shared, both=False, at=now, by=by)
    assert advised_cases(office.dpo, shared.breach) == [shared.one]
    assert advised_cases(office.coordinator, shared.breach) == []
    Case.objects.update(closed_at=now)
    assert advised_cases(office.dpo, shared.breach) == []
