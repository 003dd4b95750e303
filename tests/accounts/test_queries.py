"""Who belongs where."""

from datetime import datetime

import pytest

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate
from notifier.accounts.queries import has_role, is_demo_installation, mandating_controllers, organisations_as
from notifier.audit.actors import Actor
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def test_a_role_is_asked_for_by_name(cast: Cast) -> None:
    assert has_role(cast.auditor, Role.AUDITOR, Role.OPERATOR)
    assert not has_role(cast.owner, Role.AUDITOR, Role.OPERATOR)


def test_organisations_are_those_of_the_role(cast: Cast) -> None:
    own = cast.case.controller.organisation
    assert list(organisations_as(cast.owner, Role.CONTROLLER)) == [own]
    assert list(organisations_as(cast.assistant, Role.CONTROLLER)) == []
    assert own not in organisations_as(cast.stranger, Role.CONTROLLER)


def test_a_mandate_counts_while_it_is_in_force(cast: Cast, now: datetime) -> None:
    own = cast.case.controller.organisation
    assert list(mandating_controllers(cast.dpo, Role.DPO)) == [own]
    assert list(mandating_controllers(cast.owner, Role.DPO)) == []
    Mandate.objects.update(ended_at=now)
    assert list(mandating_controllers(cast.dpo, Role.DPO)) == []


def test_a_mandate_not_yet_accepted_shows_nothing(cast: Cast) -> None:
    Mandate.objects.update(accepted_at=None, accepted_by=None)
    assert list(mandating_controllers(cast.dpo, Role.DPO)) == []


def test_a_database_that_says_nothing_is_real() -> None:
    assert not is_demo_installation()
