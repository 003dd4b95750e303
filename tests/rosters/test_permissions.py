"""Who sees people, not only numbers."""

from datetime import datetime

import pytest

from notifier.accounts.models import Mandate
from notifier.audit.actors import Actor
from notifier.rosters.permissions import can_import_breach, can_see_people
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def allowed(cast: Cast) -> set[str]:
    return {name for name, user in cast.everyone.items() if can_see_people(user, cast.case)}


def test_the_practice_the_auditor_and_the_dpo_whose_mandate_says_so(cast: Cast) -> None:
    assert allowed(cast) == {"owner", "assistant", "dpo", "auditor"}


def test_a_mandate_that_ended_shows_nobody(cast: Cast, now: datetime) -> None:
    Mandate.objects.update(ended_at=now)
    assert allowed(cast) == {"owner", "assistant", "auditor"}


def test_only_the_vendor_of_the_breach_brings_in_its_list(cast: Cast) -> None:
    breach = cast.case.breach
    assert not any(can_import_breach(user, breach) for user in cast.everyone.values())
    breach.vendor = cast.vendor.memberships.get().organisation
    breach.save()
    assert {name for name, user in cast.everyone.items() if can_import_breach(user, breach)} == {"vendor"}
