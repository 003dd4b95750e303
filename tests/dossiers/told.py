"""A practice whose patients have been written to, through a real mail server."""

from datetime import datetime

from notifier.accounts.models import User
from notifier.audit.actors import Actor, user_actor
from notifier.breaches.models import Case
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.dispatch import work_batch
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Channel
from notifier.rosters.actions import import_roster
from tests.smtp import Script, smtp_server
from tests.worlds import open_practice, roster


def told_practice(*, at: datetime, by: Actor) -> tuple[Case, User]:
    """Three e-mails sent, one letter made, one notice held; approved by the physician in person."""
    case, owner = open_practice(at=at, by=by)
    data = roster(emails=3, letters=1, held=1)
    import_roster(case=case, data=data, confirmed=frozenset(), user=owner, by=by, at=at)
    wording = draft_wording(case=case, by=by, at=at)
    approve_wording(wording=wording, approver=owner, by=user_actor(owner.pk), at=at)
    with smtp_server(Script()) as port:
        relay = Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5)
        email = EmailChannel(relay, "information@example.org")
        channels = {Channel.EMAIL: email, Channel.LETTER: LetterChannel()}
        while not work_batch(channels, clock=lambda: at, by=by).is_idle:
            pass
        email.close()
    return case, owner
