"""Taking notices back before anything of them left."""

from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.rules.states import event_for

_BEFORE_ANYTHING = (State.HELD, State.QUEUED, State.TO_TELL)


@transaction.atomic
def withdraw_notices(*, notices: NoticeQuerySet, code: str, by: Actor, at: datetime) -> int:
    """Withdraw those that wait, held, queued or to be told in person; the others stay as they are. `code` says why, in
    the log. The reason a notice was held for stays. Returns how many.
    """
    waiting = list(notices.filter(state__in=_BEFORE_ANYTHING).select_for_update().only("case_id", "state"))
    ids = [notice.pk for notice in waiting]
    Notice.objects.filter(pk__in=ids).update(state=State.WITHDRAWN, changed_at=at)
    record_all((_fact(notice, code) for notice in waiting), by=by, at=at)
    return len(ids)


def _fact(notice: Notice, code: str) -> Fact:
    kind = event_for(State(notice.state), State.WITHDRAWN)
    return Fact(kind, f"notice:{notice.pk}", case=notice.case_id, data={"code": code, "from": notice.state})
