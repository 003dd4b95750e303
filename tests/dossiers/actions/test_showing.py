"""What was sent, shown again."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dossiers.actions.showing import show_notice
from notifier.dossiers.rendering.sent import NothingKept
from notifier.notices.choices import State

pytestmark = pytest.mark.django_db


def test_showing_is_an_act_the_log_tells_of(case: Case, now: datetime, by: Actor) -> None:
    notice = case.notices.filter(state=State.SENT)[0]
    shown = show_notice(notice=notice, by=by, at=now)
    assert [one.is_match for one in shown] == [True]
    event = Event.objects.get(kind="notice.shown")
    assert (event.subject, event.case_id) == (f"notice:{notice.pk}", case.pk)
    assert read_event(bytes(event.body))["data"] == {"attempts": 1, "match": True}


def test_where_nothing_can_be_shown_no_act_took_place(case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(NothingKept):
        show_notice(notice=case.notices.get(state=State.HELD), by=by, at=now)
    assert not Event.objects.filter(kind="notice.shown").exists()
