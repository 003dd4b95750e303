from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.notices.permissions import (
    can_comment,
    can_demand,
    can_edit,
    can_read_wording,
    can_take_calls,
    deciding_people,
)
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_who_may_what(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)

    def who(may: object) -> set[str]:
        return {name for name, user in cast.everyone.items() if may(user, cast.case)}  # type: ignore[operator]

    assert who(can_edit) == who(can_comment) == {"owner", "assistant", "dpo", "counting_dpo"}
    assert who(can_read_wording) == {"owner", "assistant", "dpo", "counting_dpo", "auditor"}
    assert who(can_demand) == {"owner", "dpo", "counting_dpo"}


def test_only_those_who_can_log_in_decide(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert list(deciding_people(cast.case)) == [cast.owner]
    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    assert not deciding_people(cast.case).exists()


def test_practices_and_dpos_take_calls(now: datetime, by: Actor) -> None:
    everyone = make_cast(at=now, by=by).everyone
    takers = {name for name, user in everyone.items() if can_take_calls(user)}
    assert takers == {"owner", "assistant", "dpo", "counting_dpo", "stranger"}
