"""Cases with notices due."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.worlds import approved_case


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(emails=3, letters=1, held=1, at=now, by=by)


@pytest.fixture
def mail_case(now: datetime, by: Actor) -> Case:
    return approved_case(emails=3, at=now, by=by)
