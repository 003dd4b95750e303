"""A case whose people have been written to; and one whose campaign is over, all letters printed."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.deciding import see_to_all
from tests.dossiers.endings import tell_everyone
from tests.dossiers.told import told_practice
from tests.worlds import approved_case


@pytest.fixture
def practice(now: datetime, by: Actor) -> tuple[Case, User]:
    return told_practice(at=now, by=by)


@pytest.fixture
def case(practice: tuple[Case, User]) -> Case:
    return practice[0]


@pytest.fixture
def owner(practice: tuple[Case, User]) -> User:
    return practice[1]


@pytest.fixture
def ended(now: datetime, by: Actor) -> Case:
    """Decided and filed; told by e-mail, told by letter, and one whose notice is held."""
    case = approved_case(emails=2, letters=1, held=1, at=now, by=by)
    tell_everyone(case, at=now, by=by)
    see_to_all(case, at=now, by=by)
    return case


@pytest.fixture
def unfiled(now: datetime, by: Actor) -> Case:
    """Told like the ended one; nothing is decided and nothing filed."""
    case = approved_case(emails=2, letters=1, held=1, at=now, by=by)
    tell_everyone(case, at=now, by=by)
    return case


@pytest.fixture
def decider(request: pytest.FixtureRequest) -> User:
    """Who decides for the controller of the test's case."""
    case: Case = request.getfixturevalue("unfiled" if "unfiled" in request.fixturenames else "ended")
    user = case.controller.physicians.get().user
    assert user is not None
    return user
