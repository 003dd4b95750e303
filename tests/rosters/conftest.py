"""A case to import into."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.worlds import open_practice


@pytest.fixture
def practice(now: datetime, by: Actor) -> tuple[Case, User]:
    return open_practice(at=now, by=by)


@pytest.fixture
def case(practice: tuple[Case, User]) -> Case:
    return practice[0]
