"""What the contract with the vendor says of telling the controller."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.actions.contracts import state_term
from notifier.breaches.models import Case, VendorTerm
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from tests.breaches.sharing import Shared
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


def test_a_term_is_stated_once_and_told_in_the_log(shared: Shared, now: datetime, by: Actor) -> None:
    since = now.date() - timedelta(days=400)
    first = state_term(case=shared.one, since=since, hours=24, by=by, at=now)
    assert state_term(case=shared.one, since=since, hours=24, by=by, at=now) == first
    event = Event.objects.get(kind="vendor_term.stated")
    data = read_event(bytes(event.body))["data"]
    assert (event.case_id, data) == (
        shared.one.pk,
        {"vendor": shared.breach.vendor_id, "since": since.isoformat(), "hours": 24},
    )


def test_another_figure_is_added_and_nothing_changed(shared: Shared, now: datetime, by: Actor) -> None:
    for hours in (24, None, 24):
        state_term(case=shared.one, since=now.date(), hours=hours, by=by, at=now)
    assert list(VendorTerm.objects.order_by("pk").values_list("hours", flat=True)) == [24, None, 24]


@pytest.mark.parametrize(("ahead", "hours", "code"), [(1, 24, "contract_ahead"), (0, 0, "contract_hours_out_of_range")])
def test_what_no_contract_says_is_refused(
    ahead: int, hours: int, code: str, shared: Shared, now: datetime, by: Actor
) -> None:
    with pytest.raises(RefusedByLaw, match=code):
        state_term(case=shared.one, since=now.date() + timedelta(days=ahead), hours=hours, by=by, at=now)
    assert not VendorTerm.objects.exists()


def test_a_closed_case_and_a_breach_without_a_vendor_take_none(shared: Shared, now: datetime, by: Actor) -> None:
    alone, _ = open_practice(number=3, at=now, by=by)
    with pytest.raises(ValueError, match="without a vendor"):
        state_term(case=alone, since=now.date(), hours=24, by=by, at=now)
    Case.objects.filter(pk=shared.one.pk).update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        state_term(case=shared.one, since=now.date(), hours=24, by=by, at=now)
