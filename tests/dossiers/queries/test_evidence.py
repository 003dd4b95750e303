"""What a package says beside its events."""

from datetime import datetime
from hashlib import sha256

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case
from notifier.dossiers.queries.evidence import checking_script, declared, people, wordings
from notifier.notices.actions import draft_wording

pytestmark = pytest.mark.django_db


def test_the_hash_of_the_approved_bytes_is_the_approvals(case: Case, now: datetime, by: Actor) -> None:
    draft_wording(case=case, by=by, at=now)
    (worded,) = wordings(case.pk)
    wording = case.wordings.get(number=worded.number)
    assert sha256(worded.approved).hexdigest() == wording.approval.sha256
    assert len(worded.masters) == wording.masters.count()


def test_the_filing_is_declared_with_its_receipt(case: Case, now: datetime, by: Actor) -> None:
    record_filing(case=case, filed_at=now, channel=FilingChannel.ONLINE_FORM, receipt="N-123", by=by, at=now)
    said = declared(case, is_whole=True)
    assert said["filings"] == [
        {
            "kind": "initial",
            "filed_at": "2026-03-04T10:05:00.000000Z",
            "channel": "online_form",
            "receipt": "N-123",
        }
    ]
    assert "filings" not in declared(case, is_whole=False)


def test_only_users_have_names(owner: User) -> None:
    assert people({f"user:{owner.pk}", "worker:outbox", "system:tests"}) == {f"user:{owner.pk}": owner.name}


def test_the_script_is_given_with_its_hash() -> None:
    data, digest = checking_script()
    assert (sha256(data).hexdigest(), b"RFC 8032" in data) == (digest, True)
