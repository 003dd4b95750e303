"""The vendor's counts are sums of what is there, each thing once."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.actions.facts import take_facts
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.dashboard.queries.vendors import VendorCounts, counts_for_vendor
from tests.breaches.sharing import LATER, Shared, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(now: datetime, by: Actor) -> Shared:
    return share(at=now, by=by)


def test_a_case_is_counted_once_however_often_it_acted(shared: Shared, now: datetime, by: Actor) -> None:
    assert counts_for_vendor(shared.breach) == VendorCounts(opened=2, notified=0, taken=0, informed=0)
    for kind in (FilingKind.INITIAL, FilingKind.COMPLEMENTARY):
        record_filing(case=shared.one, filed_at=now, channel=FilingChannel.POST, receipt="", kind=kind, by=by, at=now)
    version = shared.write(by=by, at=now)
    take_facts(case=shared.one, version=version, words=None, user=shared.owner, by=by, at=now)
    assert counts_for_vendor(shared.breach) == VendorCounts(opened=2, notified=1, taken=1, informed=0)
    shared.write(LATER, base=1, by=by, at=now)
    assert counts_for_vendor(shared.breach).taken == 0
