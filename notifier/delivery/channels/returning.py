"""E-mail whose returns find their way back: each message has a return address of its own, where a domain for them is
named, and nothing goes to an address that is suppressed.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.face import Delivered, Prepared, Unsendable
from notifier.delivery.models import Suppression
from notifier.delivery.rules.feedback import SUPPRESSED
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from notifier.notices.rules.variants import Variant
from notifier.post.message_id import notice_of_message
from notifier.post.return_path import return_address
from notifier.rosters.rules.person import Person


class Suppressions:
    """The mailboxes nothing goes to any more, read anew for each batch; one query a batch where a case has none."""

    def __init__(self) -> None:
        self._known: dict[UUID, frozenset[bytes]] = {}

    def forget(self) -> None:
        self._known = {}

    def check(self, notice: Notice) -> None:
        """Raises Unsendable."""
        if notice.case_id not in self._known:
            rows = Suppression.objects.filter(case=notice.case_id).values_list("index", flat=True)
            self._known[notice.case_id] = frozenset(map(bytes, rows))
        suppressed = self._known[notice.case_id]
        # Only a case that has some pays for looking at each patient's own.
        if suppressed and bytes(notice.recipient.mailbox_index or b"") in suppressed:
            raise Unsendable(SUPPRESSED)


class ReturningEmail(EmailChannel):
    """The e-mail channel, with what it takes to hear of a message again."""

    def __init__(self, relay: Relay, sender: str) -> None:
        super().__init__(relay, sender)
        self._usual = sender
        self._suppressions = Suppressions()

    def open(self) -> None:
        self._sender = self._usual
        self._suppressions.forget()
        super().open()

    def prepare(self, notice: Notice, person: Person, variant: Variant, master: bytes, at: datetime) -> Prepared:
        self._suppressions.check(notice)
        return super().prepare(notice, person, variant, master, at)

    def send(self, prepared: Prepared) -> Delivered:
        """The sender of the envelope, not of the message: it is where the message is given back to."""
        notice = notice_of_message(prepared.message_id, Channel.EMAIL, settings.MAIL_DOMAIN)
        if settings.BOUNCE_DOMAIN and notice is not None:
            self._sender = return_address(notice, settings.BOUNCE_DOMAIN, return_key())
        return super().send(prepared)


def return_key() -> bytes:
    """What return addresses are sealed with."""
    return salted_hmac("notifier.delivery.return_path", b"", algorithm="sha256").digest()
