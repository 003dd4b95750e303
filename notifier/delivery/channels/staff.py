"""Mail to those who work with the system, through Django's e-mail API."""

import smtplib
from collections.abc import Mapping
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from notifier.delivery.channels.face import ChannelDown, Delivered
from notifier.delivery.choices import Outcome
from notifier.delivery.models import StaffMail
from notifier.delivery.rendering import Written
from notifier.delivery.rules import drill_address, may_leave


class StaffChannel:
    """One connection for several messages."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def open(self) -> None:
        """Make sure there is a connection; raises ChannelDown."""
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            self._connection.close()
            refused = isinstance(problem, smtplib.SMTPAuthenticationError)
            raise ChannelDown("relay_refuses_login" if refused else "relay_unreachable") from None

    def send(self, mail: StaffMail, written: Written) -> Delivered:
        """Hand it over and say how it ended. A silence is no refusal: the relay may have taken the message."""
        to = drill_address(f"user.{mail.user_id}") if written.is_drill else mail.user.email
        if not may_leave(to, is_drill=written.is_drill):
            return Delivered(Outcome.REFUSED, "drill_real_address")
        message = EmailMessage(
            subject=written.subject,
            body=written.text,
            to=[to],
            connection=self._connection,
            headers={
                "Message-ID": f"<staff.{mail.pk}@{settings.MAIL_DOMAIN}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        for part in _parts(written.attachments):
            message.attach(part)
        try:
            message.send()
        except smtplib.SMTPSenderRefused as refused:
            # The sender is ours: its refusal is nobody's fault, and the next message would fare the same.
            return Delivered(Outcome.DEFERRED, str(refused.smtp_code), stop=True)
        except smtplib.SMTPRecipientsRefused as refused:
            return _refusal(next(iter(refused.recipients.values()))[0])
        except smtplib.SMTPResponseException as answer:
            return _refusal(answer.smtp_code)
        except (OSError, smtplib.SMTPException):
            return Delivered(Outcome.UNKNOWN, "connection_lost", stop=True)
        return Delivered(Outcome.ACCEPTED, "250")

    def close(self) -> None:
        self._connection.close()


def _parts(attachments: Mapping[str, bytes]) -> list[MIMEBase]:
    """As base64: mail programs keep the line ends of such a text as they are, and a signature is over bytes."""
    parts = []
    for name, data in attachments.items():
        part = MIMEBase("text", "plain", charset="utf-8")
        part.set_payload(data)
        encode_base64(part)
        part.add_header("Content-Disposition", "attachment", filename=name)
        parts.append(part)
    return parts


def _refusal(code: int) -> Delivered:
    """What a reply code means for this message; -1 is smtplib's word for what is no reply at all."""
    if code <= 0:
        return Delivered(Outcome.UNKNOWN, "no_answer", stop=True)
    return Delivered(Outcome.REFUSED if 500 <= code < 600 else Outcome.DEFERRED, str(code), stop=code == 421)
