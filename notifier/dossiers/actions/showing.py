"""Showing again what was sent to one patient."""

from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.dossiers.rendering.sent import Shown, show_sent
from notifier.notices.models import Notice


@transaction.atomic
def show_notice(*, notice: Notice, by: Actor, at: datetime) -> list[Shown]:
    """Every attempt's bytes, made again, each with whether the log committed to it. Raises NothingKept, CannotOpen."""
    shown = show_sent(notice)
    data = {"attempts": len(shown), "match": all(one.is_match for one in shown)}
    record(Fact("notice.shown", f"notice:{notice.pk}", case=notice.case_id, data=data), by=by, at=at)
    return shown
