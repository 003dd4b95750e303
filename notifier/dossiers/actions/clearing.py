"""What goes by itself within days: uploads nobody decided on, sessions nobody uses."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.rosters.actions import discard_stale


@transaction.atomic
def clear_brief(*, keep: timedelta, by: Actor, at: datetime) -> tuple[int, int]:
    """Uploads older than `keep`, each with its event, and sessions that have expired. Returns how many of each."""
    uploads = discard_stale(before=at - keep, by=by, at=at)
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    if sessions:
        record(Fact("sessions.cleared", data={"count": sessions}), by=by, at=at)
    return uploads, sessions
