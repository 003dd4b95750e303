"""The MIME master: a whole message but for the personal fields, whose tokens stand alone on their lines.

Both bodies are quoted-printable, so that the message passes relays of any age, and a field can be stamped by
replacing bytes.
"""

import hashlib
import quopri
import re
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr

from notifier.lib.document import Document
from notifier.post.body import Slots, html_body, text_body

TO = b"~notifier-to~"
MESSAGE_ID = b"~notifier-message-id~"
AT = b"~notifier-at~"
NAME_TEXT = b"~notifier-name-text~"
NAME_HTML = b"~notifier-name-html~"
REFERENCE = b"~notifier-reference~"
DATE = b"~notifier-date~"
# A drill says so in its header too: the channel's last step reads it.
DRILL_HEADER = b"X-Notifier-Drill: yes"
_MARK = "~notifier-"
# Plain ones only: they are our own and the practice's. No tilde, which begins a token.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}-]+@[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends, who answers, and where a person asks for paper instead (a mailbox, never a link)."""

    sender: str
    sender_name: str
    reply_to: str
    unsubscribe: str
    is_drill: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The words before the personal fields, beside the subject and under the notice, in the document's language."""

    attention: str
    reference: str
    date: str
    preheader: str = ""
    end: str = ""


def make_master(document: Document, envelope: Envelope, labels: Labels) -> bytes:
    """Equal bytes for equal arguments. Raises ValueError where the text holds what could pass for a token, or the
    envelope what would end a header or is no address.
    """
    _check(envelope)
    if _MARK in repr(document):
        raise ValueError("the document's text holds a token of the stamp")
    text = _quoted(text_body(document, _slots(labels, NAME_TEXT)))
    html = _quoted(html_body(document, _slots(labels, NAME_HTML)))
    boundary = "=_" + hashlib.sha256(text + html).hexdigest()[:32]
    lines = [
        *_headers(document, envelope),
        f'Content-Type: multipart/alternative; boundary="{boundary}"'.encode(),
        b"",
        *_part(boundary, "plain", text),
        *_part(boundary, "html", html),
        f"--{boundary}--".encode(),
        b"",
    ]
    return b"\r\n".join(lines)


def _check(envelope: Envelope) -> None:
    for name in ("sender", "reply_to", "unsubscribe"):
        if not _ADDRESS.fullmatch(getattr(envelope, name)):
            raise ValueError(f"the envelope's {name} is no address")
    if not envelope.sender_name.isprintable():
        raise ValueError("the sender's name holds what would end a header")


def _slots(labels: Labels, name: bytes) -> Slots:
    return Slots(
        attention=(labels.attention, name.decode()),
        reference=(labels.reference, REFERENCE.decode()),
        date=(labels.date, DATE.decode()),
        preheader=labels.preheader,
        end=labels.end,
    )


def _headers(document: Document, envelope: Envelope) -> list[bytes]:
    subject = Header(document.subject, "utf-8", header_name="Subject", maxlinelen=76).encode(linesep="\r\n")
    headers = {
        "From": formataddr((envelope.sender_name, envelope.sender)),
        "To": TO.decode(),
        "Reply-To": envelope.reply_to,
        "Subject": subject,
        "Date": AT.decode(),
        "Message-ID": MESSAGE_ID.decode(),
        "MIME-Version": "1.0",
        "Content-Language": document.language,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Unsubscribe": f"<mailto:{envelope.unsubscribe}?subject={REFERENCE.decode()}>",
    }
    lines = [f"{name}: {value}".encode("ascii") for name, value in headers.items()]
    return [*lines, DRILL_HEADER] if envelope.is_drill else lines


def _part(boundary: str, kind: str, body: bytes) -> list[bytes]:
    return [
        f"--{boundary}".encode(),
        f'Content-Type: text/{kind}; charset="utf-8"'.encode(),
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        body,
    ]


def _quoted(text: str) -> bytes:
    return quopri.encodestring(text.encode()).replace(b"\n", b"\r\n").removesuffix(b"\r\n")
