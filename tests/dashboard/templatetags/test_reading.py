from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.dashboard.templatetags.reading import reads_everything, uses_register
from tests.breaches.sharing import share
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_the_header_offers_the_log_to_the_auditor(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert [reads_everything(user) for user in (cast.auditor, cast.owner)] == [True, False]


def test_the_header_offers_no_register_to_a_vendor(now: datetime, by: Actor) -> None:
    shared = share(at=now, by=by)
    assert [uses_register(user) for user in (shared.vendor, shared.owner)] == [False, True]
