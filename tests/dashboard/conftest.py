"""A case whose notices are owed."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.worlds import approved_case


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(emails=2, letters=1, held=1, at=now, by=by)
