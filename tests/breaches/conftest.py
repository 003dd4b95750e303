from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from tests.breaches.sharing import Shared, share


@pytest.fixture
def shared(now: datetime, by: Actor) -> Shared:
    return share(at=now, by=by)
