"""The e-mail channel: one SMTP conversation, kept open, in which every answer says whether the message got through.

Spoken command by command rather than through `sendmail`, because the one question that matters is on which side of
the final dot a conversation broke (docs/decisions/0004).
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from notifier.delivery.channels.face import ChannelDown, Delivered, Prepared, Unsendable
from notifier.delivery.choices import Outcome
from notifier.delivery.rules import drill_address, may_leave
from notifier.notices.models import Notice
from notifier.notices.rendering.fields import email_fields
from notifier.notices.rules.variants import Variant
from notifier.post.master import DRILL_HEADER
from notifier.post.stamp import Fields, UnsafeField, stamp
from notifier.rosters.rules.person import Person

_LOST = Delivered(Outcome.DEFERRED, "connection_lost", stop=True)
# Addresses that need no quoting; any other is said to the relay with care, and alone.
_PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
# A reply's line; the standard allows 512 bytes (RFC 5321, 4.5.3.1.5), and smtplib so many.
_LONGEST = 8193


@dataclass(frozen=True, slots=True)
class Relay:
    """Where messages are handed over, and how."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    ssl: bool
    timeout: float

    @classmethod
    def from_settings(cls) -> "Relay":
        return cls(
            host=settings.EMAIL_HOST,
            port=settings.EMAIL_PORT,
            user=settings.EMAIL_HOST_USER,
            password=settings.EMAIL_HOST_PASSWORD,
            tls=settings.EMAIL_USE_TLS,
            ssl=settings.EMAIL_USE_SSL,
            timeout=settings.EMAIL_TIMEOUT,
        )

    def __repr__(self) -> str:
        return f"<Relay {self.host}:{self.port}>"


class EmailChannel:
    """One kept connection; opened again when it was lost."""

    together = 1

    def __init__(self, relay: Relay, sender: str) -> None:
        self._relay = relay
        self._sender = sender
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        try:
            if self._smtp is None or not self._is_alive(self._smtp):
                self.close()
                self._smtp = self._connect()
            takes_sender = self._takes_sender(self._smtp)
        except smtplib.SMTPAuthenticationError:
            raise ChannelDown("relay_refuses_login") from None
        except (OSError, smtplib.SMTPException):
            self.close()
            raise ChannelDown("relay_unreachable") from None
        if not takes_sender:
            self.close()
            raise ChannelDown("relay_refuses_sender")

    def prepare(self, notice: Notice, person: Person, variant: Variant, master: bytes, at: datetime) -> Prepared:
        return prepare_email(notice, person, variant, master, at)

    def send(self, prepared: Prepared) -> Delivered:
        if refusal := drill_refusal(prepared):
            return refusal
        if self._smtp is None:
            return _LOST
        try:
            refusal = self._envelope(self._smtp, prepared.to)
        except (OSError, smtplib.SMTPException):
            # Before the final dot the relay has nothing it could deliver.
            self.close()
            return _LOST
        return refusal or self._message(self._smtp, prepared.data)

    def close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _connect(self) -> smtplib.SMTP:
        """Left to itself smtplib would take any certificate for an encrypted connection."""
        relay, trust = self._relay, ssl.create_default_context()
        if relay.ssl:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(relay.host, relay.port, timeout=relay.timeout, context=trust)
        else:
            smtp = smtplib.SMTP(relay.host, relay.port, timeout=relay.timeout)
        try:
            # Without this the kernel would hold back small pieces for some 40 ms each time.
            if smtp.sock is not None:
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            smtp.ehlo_or_helo_if_needed()
            if relay.tls:
                smtp.starttls(context=trust)
                smtp.ehlo()
            if relay.user:
                smtp.login(relay.user, relay.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    @staticmethod
    def _is_alive(smtp: smtplib.SMTP) -> bool:
        try:
            return smtp.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def _takes_sender(self, smtp: smtplib.SMTP) -> bool:
        """Asked before anything is claimed, so that a sender nobody takes costs no notice a try."""
        code, _ = smtp.mail(self._sender)
        smtp.rset()
        return code == 250

    def _envelope(self, smtp: smtplib.SMTP, to: str) -> Delivered | None:
        """MAIL, RCPT, DATA; None when the relay waits for the message."""
        at_once = smtp.has_extn("pipelining") and _PLAIN.fullmatch(to) is not None
        replies = (_ask_at_once if at_once else _ask_in_turn)(smtp, self._sender, to)
        unread = replies if at_once else ()
        code = next(replies)
        if code != 250:
            # The sender is ours: its refusal is no patient's fault, and the next message would fare the same.
            return self._reset(smtp, unread, Delivered(Outcome.DEFERRED, str(code), stop=True, spares=True))
        code = next(replies)
        if code not in (250, 251):
            return self._reset(smtp, unread, _answer(code))
        code = next(replies)
        return None if code == 354 else self._reset(smtp, unread, _answer(code))

    def _reset(self, smtp: smtplib.SMTP, unread: Iterable[int], answer: Delivered) -> Delivered:
        """Make the relay forget this message. One that waits for it all the same is left: it must not get any."""
        try:
            if 354 not in list(unread):
                smtp.rset()
                return answer
        except (OSError, smtplib.SMTPException):
            pass
        self.close()
        return replace(answer, stop=True)

    def _message(self, smtp: smtplib.SMTP, data: bytes) -> Delivered:
        """The message and its final dot. While a byte has not left us the relay cannot have the dot, which comes last;
        once all have, silence means doubt: it may have taken the message and lost only its answer.
        """
        left = memoryview(_stuffed(data) + b".\r\n")
        try:
            while left:
                left = left[_socket(smtp).send(left) :]
        except OSError:
            self.close()
            return _LOST
        try:
            code = _reply(smtp)
        except (OSError, smtplib.SMTPException):
            self.close()
            return Delivered(Outcome.UNKNOWN, _LOST.code, stop=True)
        # smtplib gives -1 for an answer that is no SMTP at all.
        return _answer(code) if code > 0 else Delivered(Outcome.UNKNOWN, "no_answer", stop=True)


def prepare_email(notice: Notice, person: Person, variant: Variant, master: bytes, at: datetime) -> Prepared:
    """The bytes of this notice's message, whoever carries it; raises Unsendable."""
    fields = email_fields(person, variant, notice=notice.pk, reference=notice.reference, at=at)
    is_drill = notice.case.breach.is_drill
    if is_drill:
        # In the header as well: a relay may go by either.
        fields = replace(fields, to_address=drill_address(f"avis.{notice.pk.hex}"))
    try:
        data = stamp(master, fields)
    except UnsafeField:
        raise Unsendable("unsafe_field") from None
    return Prepared(
        data=data, fields=_kept(fields), to=fields.to_address, message_id=fields.message_id, is_drill=is_drill
    )


def drill_refusal(prepared: Prepared) -> Delivered | None:
    """Asked of the very bytes that would leave, whatever was prepared how."""
    is_drill = prepared.is_drill or DRILL_HEADER in prepared.data.partition(b"\r\n\r\n")[0]
    return None if may_leave(prepared.to, is_drill=is_drill) else Delivered(Outcome.REFUSED, "drill_real_address")


def _ask_in_turn(smtp: smtplib.SMTP, sender: str, to: str) -> Iterator[int]:
    """The replies to MAIL, RCPT and DATA, each of which is only said when its reply is asked for."""
    yield smtp.mail(sender)[0]
    yield smtp.rcpt(to)[0]
    yield smtp.docmd("DATA")[0]


def _ask_at_once(smtp: smtplib.SMTP, sender: str, to: str) -> Iterator[int]:
    """The same three in one go, for a relay that takes that (RFC 2920): one turn of the line instead of three."""
    _socket(smtp).sendall(f"MAIL FROM:<{sender}>\r\nRCPT TO:<{to}>\r\nDATA\r\n".encode("ascii"))
    for _ in range(3):
        yield _reply(smtp)


def _reply(smtp: smtplib.SMTP) -> int:
    """The code of the next reply, -1 where that is none. Its words, which smtplib would collect, are left unread."""
    if smtp.file is None:
        return smtp.getreply()[0]
    while line := smtp.file.readline(_LONGEST):
        if line[3:4] != b"-":
            return int(line[:3]) if line[:3].isdigit() else -1
    raise smtplib.SMTPServerDisconnected("the relay hung up")


def _socket(smtp: smtplib.SMTP) -> socket.socket:
    if smtp.sock is None:
        raise smtplib.SMTPServerDisconnected("not connected")
    return smtp.sock


def _stuffed(data: bytes) -> bytes:
    """With leading dots doubled (RFC 5321 section 4.5.2), and a last line that ends."""
    stuffed = data.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"


def _kept(fields: Fields) -> dict[str, object]:
    """What stamping again takes. Written out: asdict would copy deeply what cannot be changed anyway."""
    return {
        "to_address": fields.to_address, "name": fields.name, "reference": fields.reference,
        "message_id": fields.message_id, "at": fields.at.isoformat(), "date_words": fields.date_words,
    }  # fmt: skip


def _answer(code: int) -> Delivered:
    """What a reply code means for this message (RFC 5321 section 4.2.1)."""
    if 200 <= code < 300:
        return Delivered(Outcome.ACCEPTED, str(code))
    if 500 <= code < 600:
        return Delivered(Outcome.REFUSED, str(code))
    # 421: the relay closes the conversation; any other code outside the standard is treated as a wait too.
    return Delivered(Outcome.DEFERRED, str(code), stop=code == 421)
