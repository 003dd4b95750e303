"""Looking the sender up: ask, judge, write down."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from notifier.accounts.models import SenderCheck
from notifier.accounts.queries import configured_sender
from notifier.audit.actors import Actor
from notifier.delivery.actions.sender import note_sender_check
from notifier.delivery.channels.names import Names
from notifier.notices.queries.sending import is_sender_real
from notifier.post.sender.judging import judge


def check_sender(*, clock: Callable[[], datetime], by: Actor) -> SenderCheck | None:
    """Takes up to twenty seconds where name servers are silent. None where there is nothing to look up."""
    if not is_sender_real():
        return None
    sender = configured_sender()
    report = judge(sender, Names(settings.SENDER.server).lookup)
    return note_sender_check(sender=sender, report=report, by=by, at=clock())
