"""Who may have a case's evidence."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.dossiers.permissions import can_export
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_the_controller_the_mandated_dpo_and_the_auditor(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    allowed = {name for name, user in cast.everyone.items() if can_export(user, cast.case)}
    assert allowed == {"owner", "dpo", "counting_dpo", "auditor"}
