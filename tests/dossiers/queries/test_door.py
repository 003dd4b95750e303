"""What a case's page says of its evidence."""

from datetime import datetime

import pytest

from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.history import key_history
from notifier.breaches.models import Case
from notifier.dossiers.queries.door import evidence_door

pytestmark = pytest.mark.django_db


def test_the_fingerprint_is_the_signing_keys(case: Case, now: datetime) -> None:
    assert evidence_door().fingerprint == ""
    make_checkpoint(at=now)
    history = key_history()
    assert history is not None
    assert evidence_door().fingerprint == history.current.fingerprint
