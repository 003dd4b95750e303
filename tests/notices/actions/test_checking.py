"""A look-up for a caller leaves its trace, and no reference in it."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.notices.actions.checking import check_call
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.dossiers.endings import told
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


def test_found_or_not_it_is_noted(now: datetime, by: Actor) -> None:
    notice = approved_case(emails=1, at=now, by=by).notices.get()
    check_call(notice=notice, by=by, at=now)
    notice.state = State.SENT
    check_call(notice=notice, by=by, at=now)
    check_call(notice=None, by=by, at=now)
    assert told("reference.checked") == [{"issued": False}, {"issued": True}, {"issued": False}]
    found = Event.objects.filter(kind="reference.checked").order_by("pk")
    assert [event.case_id for event in found] == [notice.case_id, notice.case_id, None]
    bodies = b"".join(bytes(event.body) for event in found)
    assert Notice.objects.get().reference.encode() not in bodies
