from datetime import datetime
from hashlib import sha256

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions.documents import keep_document
from notifier.breaches.choices import Paper
from notifier.breaches.policies import CaseNotOpen
from notifier.breaches.queries.documents import open_document
from tests.dossiers.endings import told
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


def test_a_document_lies_sealed_and_the_log_knows_its_hash(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    document = keep_document(case=case, kind=Paper.GROUND, data=b"Piece Canari", keeper=owner, by=by, at=now)
    assert b"Canari" not in bytes(document.sealed or b"")
    assert open_document(document) == b"Piece Canari"
    digest = sha256(b"Piece Canari").hexdigest()
    assert told("document.kept") == [{"kind": "ground", "sha256": digest, "size": 12}]


def test_a_closed_case_takes_no_document(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    case.closed_at = now
    case.save()
    with pytest.raises(CaseNotOpen):
        keep_document(case=case, kind=Paper.GROUND, data=b"x", keeper=owner, by=by, at=now)
