"""Somebody calls a practice to ask about a reference."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.notices.models import Notice
from notifier.notices.rules.states import MAY_HAVE_REACHED


@transaction.atomic
def check_call(*, notice: Notice | None, by: Actor, at: datetime) -> None:
    """Note that a person of a practice looked a reference up for a caller, and whether a notice with it left. What was
    typed is noted nowhere.
    """
    subject = f"notice:{notice.pk}" if notice else ""
    case: UUID | None = notice.case_id if notice else None
    data = {"issued": bool(notice and notice.state in MAY_HAVE_REACHED)}
    record(Fact("reference.checked", subject, case=case, data=data), by=by, at=at)
