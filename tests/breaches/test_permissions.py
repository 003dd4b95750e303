"""Who prepares, who decides."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Breach, Case
from notifier.breaches.permissions import can_advise, can_decide, can_prepare, can_read_reasons, can_see_people
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_the_controller_decides_and_the_assistant_prepares(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    prepares = {name for name, user in cast.everyone.items() if can_prepare(user, cast.case)}
    decides = {name for name, user in cast.everyone.items() if can_decide(user, cast.case)}
    reads = {name for name, user in cast.everyone.items() if can_read_reasons(user, cast.case)}
    assert reads == {"owner", "assistant", "dpo", "counting_dpo", "auditor"}
    assert (prepares, decides) == ({"owner", "assistant"}, {"owner"})


def test_reasons_are_read_by_more_than_people_are_seen_by(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    people = {name for name, user in cast.everyone.items() if can_see_people(user, cast.case)}
    reasons = {name for name, user in cast.everyone.items() if can_read_reasons(user, cast.case)}
    assert people == {"owner", "assistant", "dpo", "auditor"}
    assert reasons == people | {"counting_dpo"}


def test_who_sees_the_case_and_its_breach(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    sees = {name for name, user in cast.everyone.items() if cast.case in Case.objects.visible_to(user)}
    knows = {name for name, user in cast.everyone.items() if cast.case.breach in Breach.objects.visible_to(user)}
    assert sees == knows == {"owner", "assistant", "dpo", "counting_dpo", "auditor", "operator"}
    assert {name for name, user in cast.everyone.items() if cast.case in Case.objects.decided_by(user)} == {"owner"}


def test_a_vendor_knows_its_own_breach_and_no_case(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    cast.case.breach.vendor = cast.vendor.memberships.get().organisation
    cast.case.breach.save()
    assert list(Breach.objects.visible_to(cast.vendor)) == [cast.case.breach]
    assert not Case.objects.visible_to(cast.vendor).exists()


def test_the_dpo_of_a_mandate_in_force_advises(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert {name for name, user in cast.everyone.items() if can_advise(user, cast.case)} == {"dpo", "counting_dpo"}


def test_reasons_are_read_by_the_practice_its_dpo_and_the_auditor(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    readers = {name for name, user in cast.everyone.items() if can_read_reasons(user, cast.case)}
    assert readers == {"owner", "assistant", "dpo", "counting_dpo", "auditor"}
