"""Reading the mailbox for what comes back: fetch, understand, take, put away. The same code serves task and command."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings

from notifier.audit.actors import Actor
from notifier.delivery.actions.feedback import Heard, take_feedback
from notifier.delivery.channels.inbox import Inbox, InboxDown
from notifier.delivery.channels.returning import return_key
from notifier.delivery.choices import FeedbackKind, Step
from notifier.delivery.rules.feedback import bounce_kind
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from notifier.post.dsn import Action, Returned, read_return
from notifier.post.message_id import notice_of_message
from notifier.post.return_path import notice_of


@dataclass(slots=True)
class Returns:
    """What was read: by what was said and by what it did; how many were known already, and how many were left where
    they lie, since they are no report on a message of ours.
    """

    kinds: Counter[FeedbackKind] = field(default_factory=Counter)
    steps: Counter[Step] = field(default_factory=Counter)
    known: int = 0
    left: int = 0
    stopped: str = ""

    @property
    def total(self) -> int:
        return self.kinds.total() + self.left


def read_returns(inbox: Inbox, *, clock: Callable[[], datetime], by: Actor) -> Returns:
    """Take all that lies in the opened mailbox. What was taken is put away only after it was written down, so that a
    reader that ends in between takes it again, to no effect.
    """
    report = Returns()
    try:
        for uid, data in inbox.messages():
            heard = hear(data, clock())
            if heard is None:
                report.left += 1
                inbox.leave(uid)
                continue
            step = take_feedback(heard=heard, by=by, at=clock())
            report.kinds[heard.kind] += 1
            if step is None:
                report.known += 1
            else:
                report.steps[step] += 1
            inbox.put_away(uid)
    except InboxDown as down:
        report.stopped = down.code
    return report


def hear(data: bytes, at: datetime) -> Heard | None:
    """What a message from the mailbox says of a notice; None where it is about none of ours."""
    returned = read_return(data)
    notice = _notice(returned) if returned else None
    if returned is None or notice is None or not Notice.objects.filter(pk=notice).exists():
        return None
    own = returned.own_id or hashlib.sha256(data).hexdigest()
    key = hashlib.sha256(f"mail\0{own}\0{notice.hex}\0{returned.action}".encode()).hexdigest()
    kind = _KINDS.get(returned.action) or bounce_kind(returned.code)
    code = returned.code if returned.action is not Action.FAILED else returned.code or "bounced"
    # A date to come is nobody's word on the past; it would hide what comes after it.
    said_at = min(returned.said_at or at, at)
    return Heard(key, notice, kind, code, said_at)


def _notice(returned: Returned) -> UUID | None:
    """By the address it was given back to, which is sealed; else by the Message-ID, whose id only its reader knows."""
    key = return_key()
    for address in returned.sent_to if settings.BOUNCE_DOMAIN else ():
        if notice := notice_of(address, settings.BOUNCE_DOMAIN, key):
            return notice
    return notice_of_message(returned.message_id, Channel.EMAIL, settings.MAIL_DOMAIN)


_KINDS = {
    Action.DELIVERED: FeedbackKind.DELIVERED,
    Action.DELAYED: FeedbackKind.DEFERRED,
    Action.COMPLAINED: FeedbackKind.COMPLAINED,
}
