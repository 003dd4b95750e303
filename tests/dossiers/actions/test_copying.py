"""A copy sends nothing twice: the notice stays, the log tells."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.models import Attempt
from notifier.dossiers.actions.copying import copy_notice
from notifier.dossiers.policies import ActRefused
from notifier.notices.choices import PaperForm, State
from notifier.notices.models import Notice
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db


def test_a_copy_is_told_and_changes_nothing(case: Case, now: datetime, by: Actor) -> None:
    notice = case.notices.filter(state=State.SENT)[0]
    before, attempts = Notice.objects.filter(pk=notice.pk).values().get(), Attempt.objects.count()
    assert copy_notice(notice=notice, form=PaperForm.LARGE, by=by, at=now).startswith(b"%PDF-")
    assert told("notice.copied") == [{"form": "large", "channel": "email"}]
    assert Notice.objects.filter(pk=notice.pk).values().get() == before
    assert Attempt.objects.count() == attempts


@pytest.mark.parametrize("state", [State.HELD, State.READY_TO_PRINT])
def test_what_has_not_left_is_not_copied(case: Case, state: State, now: datetime, by: Actor) -> None:
    with pytest.raises(ActRefused, match="not_sent"):
        copy_notice(notice=case.notices.get(state=state), form=PaperForm.PLAIN, by=by, at=now)
    assert told("notice.copied") == []
