"""What was filed, as pages and the next filing need it."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case, FilingReceipt
from notifier.breaches.queries.filings import filing_reason, filings, first_filed_at, latest_receipt
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return open_practice(at=now, by=by)[0]


def test_nothing_filed_is_nothing(case: Case) -> None:
    assert (filings(case), latest_receipt(case), first_filed_at(case)) == ([], "", None)


def test_the_latest_number_is_the_one_that_follows(case: Case, now: datetime, by: Actor) -> None:
    for hours, kind, receipt in (
        (1, FilingKind.INITIAL, "N-1"), (2, FilingKind.COMPLEMENTARY, "N-2"), (3, FilingKind.COMPLEMENTARY, ""),
    ):  # fmt: skip
        moment = now + timedelta(hours=hours)
        record_filing(case=case, kind=kind, filed_at=moment, channel=FilingChannel.POST, receipt=receipt,
                      document=b"%PDF-" if hours == 1 else b"", by=by, at=moment)  # fmt: skip
    assert latest_receipt(case) == "N-2"
    assert first_filed_at(case) == now + timedelta(hours=1)
    found = filings(case)
    assert [one.receipt for one in found] == ["N-1", "N-2", ""]
    assert [one.document is not None for one in found] == [True, False, False]
    assert filing_reason(case.filings.earliest("filed_at")) == ""


def test_a_receipt_that_went_with_its_case_is_not_offered(case: Case, now: datetime, by: Actor) -> None:
    record_filing(case=case, filed_at=now, channel=FilingChannel.POST, receipt="", document=b"%PDF-", by=by, at=now)
    FilingReceipt.objects.update(sealed=None)
    assert [one.document for one in filings(case)] == [None]


def test_a_reason_is_read_again(case: Case, now: datetime, by: Actor) -> None:
    late = now + timedelta(days=5)
    record_filing(
        case=case, filed_at=late, channel=FilingChannel.POST, receipt="", reason="Liste tardive.", by=by, at=late
    )
    assert filing_reason(case.filings.get()) == "Liste tardive."
