"""A case whose letters are ready to print."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.worlds import approved_case, make_letters


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    case = approved_case(emails=0, letters=3, held=1, at=now, by=by)
    make_letters(at=now, by=by)
    return case
