"""Who takes patients' calls."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.notices.permissions import can_take_calls
from tests.cast import make_cast


@pytest.mark.django_db
def test_practices_and_dpos_take_calls(now: datetime, by: Actor) -> None:
    everyone = make_cast(at=now, by=by).everyone
    takers = {name for name, user in everyone.items() if can_take_calls(user)}
    assert takers == {"owner", "assistant", "dpo", "counting_dpo", "stranger"}
