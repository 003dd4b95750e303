from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.dashboard.templatetags.reading import reads_everything
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_the_header_offers_the_log_to_the_auditor(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    assert [reads_everything(user) for user in (cast.auditor, cast.owner)] == [True, False]
