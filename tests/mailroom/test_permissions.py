from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.mailroom.permissions import can_open_post
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_who_works_for_a_practice_opens_its_post(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert {name for name, user in cast.everyone.items() if can_open_post(user)} == {"owner", "assistant", "stranger"}
