"""Offices and their cases."""

from datetime import datetime

import pytest

from notifier.accounts.actions import end_mandate
from notifier.accounts.models import Mandate
from notifier.audit.actors import Actor
from notifier.breaches.queries.following import cases_of_office, colleagues, office_for
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import Shared

pytestmark = pytest.mark.django_db


def test_an_office_acts_on_what_it_is_mandated_for(shared: Shared, now: datetime, by: Actor) -> None:
    office = mandate_office(shared, both=False, at=now, by=by)
    assert office_for(office.coordinator, shared.breach) == office.organisation
    assert list(cases_of_office(shared.breach, office.organisation)) == [shared.one]
    assert set(colleagues(office.organisation)) == {office.dpo, office.coordinator}
    assert office_for(shared.owner, shared.breach) is None


def test_with_its_last_mandate_an_office_has_nothing_to_do(shared: Shared, now: datetime, by: Actor) -> None:
    office = mandate_office(shared, both=False, at=now, by=by)
    end_mandate(mandate=Mandate.objects.get(office=office.organisation), by=by, at=now)
    assert office_for(office.dpo, shared.breach) is None
    assert not cases_of_office(shared.breach, office.organisation).exists()
