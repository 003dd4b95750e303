"""Looking up the sender, and where patients answer: ask, judge, write down."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from notifier.accounts.models import SenderCheck
from notifier.accounts.queries import configured_sender
from notifier.audit.actors import Actor
from notifier.delivery.actions.sender import note_sender_check
from notifier.delivery.channels.names import Names
from notifier.delivery.queries.sender import reply_domains
from notifier.notices.queries.sending import is_sender_real
from notifier.post.sender.answers import LookupFailed
from notifier.post.sender.judging import Weight, judge, mail_fault
from notifier.practices.actions import note_reply_domain

# Hundreds of practices answer under a few dozen domains; each is asked for once.
_TOGETHER = 120.0


def check_sender(*, clock: Callable[[], datetime], by: Actor) -> SenderCheck | None:
    """Takes up to twenty seconds where name servers are silent. None where there is nothing to look up."""
    if not is_sender_real():
        return None
    sender = configured_sender()
    report = judge(sender, Names(settings.SENDER.server).lookup)
    return note_sender_check(sender=sender, report=report, by=by, at=clock())


def check_replies(*, clock: Callable[[], datetime], by: Actor) -> int:
    """Whether mail to the practices of open cases arrives; what nobody answers stays as it was. Returns how many
    domains take none.
    """
    if not is_sender_real():
        return 0
    names, deaf = Names(settings.SENDER.server, together=_TOGETHER), 0
    for domain in reply_domains():
        try:
            fault = mail_fault(domain, names.lookup)
        except LookupFailed:
            continue
        code = fault.code if fault and fault.weight is Weight.BAD else ""
        note_reply_domain(domain=domain, fault=code, by=by, at=clock())
        deaf += bool(code)
    return deaf
