"""A case whose campaign is over: told by e-mail, told by letter, and one who waits for a decision."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.dossiers.endings import tell_everyone
from tests.worlds import approved_case


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    case = approved_case(emails=2, letters=1, held=1, at=now, by=by)
    tell_everyone(case, at=now, by=by)
    return case


@pytest.fixture
def owner(case: Case) -> User:
    user = case.controller.physicians.get().user
    assert user is not None
    return user
