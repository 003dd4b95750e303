from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions.documents import keep_document
from notifier.breaches.choices import Paper
from notifier.breaches.queries.documents import open_document
from notifier.vault.sealing import CannotOpen
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


def test_a_document_of_another_row_does_not_open_and_an_emptied_one_is_gone(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    one, two = (
        keep_document(case=case, kind=Paper.GROUND, data=data, keeper=owner, by=by, at=now) for data in (b"1", b"2")
    )
    one.sealed, two.sealed = two.sealed, None
    with pytest.raises(CannotOpen):
        open_document(one)
    assert open_document(two) is None
