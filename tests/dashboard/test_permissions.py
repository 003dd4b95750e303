from datetime import datetime

import pytest

from notifier.accounts.actions import add_member
from notifier.accounts.choices import Role
from notifier.audit.actors import Actor
from notifier.dashboard.permissions import can_name_people, can_read_everything
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_only_the_auditor_reads_everything(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert [name for name, user in cast.everyone.items() if can_read_everything(user)] == ["auditor"]


def test_the_operator_sees_no_names_unless_they_are_something_else_as_well(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert [name for name, user in cast.everyone.items() if not can_name_people(user)] == ["operator"]
    organisation = cast.operator.memberships.get().organisation
    add_member(user=cast.operator, organisation=organisation, role=Role.AUDITOR, by=by, at=now)
    assert can_name_people(cast.operator)
