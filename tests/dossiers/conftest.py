"""A case whose people have been written to."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.dossiers.told import told_practice


@pytest.fixture
def practice(now: datetime, by: Actor) -> tuple[Case, User]:
    return told_practice(at=now, by=by)


@pytest.fixture
def case(practice: tuple[Case, User]) -> Case:
    return practice[0]


@pytest.fixture
def owner(practice: tuple[Case, User]) -> User:
    return practice[1]
