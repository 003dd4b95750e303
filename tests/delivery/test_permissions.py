"""Who halts, and who takes a list away."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.delivery.permissions import can_export_counts, can_export_names, can_halt, can_halt_widely
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def test_only_the_controller_halts_the_case_and_only_the_operator_more(cast: Cast) -> None:
    assert {name for name, user in cast.everyone.items() if can_halt(user, cast.case)} == {"owner"}
    assert {name for name, user in cast.everyone.items() if can_halt_widely(user)} == {"operator"}


def test_names_leave_with_the_practice_alone(cast: Cast) -> None:
    named = {name for name, user in cast.everyone.items() if can_export_names(user, cast.case)}
    counted = {name for name, user in cast.everyone.items() if can_export_counts(user, cast.case)}
    assert named == {"owner", "assistant"}
    assert counted == named | {"dpo", "counting_dpo", "auditor"}
