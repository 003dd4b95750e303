"""What a mailbox for returns receives: delivery status notifications (RFC 3464), what some systems send instead of
them, complaints (RFC 5965), and much that is neither, such as replies of people who are away.

Nothing but ids, codes and moments is kept of a message: it names people.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from enum import StrEnum

# The rest of a returned message is never needed, and a header is never that long.
_HEADS = 64 * 1024
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_SMTP = re.compile(r"(?<![\d.])([45]\d\d)[ -]")
_MESSAGE_ID = re.compile(r"^Message-ID:\s*(<[^<>\s]{1,200}>)", re.IGNORECASE | re.MULTILINE)
# qmail speaks for itself (QSBMF), and a few systems speak like it.
_QMAIL = re.compile(r"^(?:Hi\. This is the|Sorry, |I'm afraid I wasn't able to deliver)", re.MULTILINE)
_QMAIL_FAILED = re.compile(r"^<[^<>\s]+>:\s*$", re.MULTILINE)
_FROM_DAEMON = re.compile(r"\b(?:mailer-daemon|postmaster)@|<>", re.IGNORECASE)
_WARNING = re.compile(r"\b(?:delayed|warning|not yet|retard)\b", re.IGNORECASE)


class Action(StrEnum):
    """What is said of the message (RFC 3464, 2.3.3), or that its reader complained."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True)
class Returned:
    """One word on one message of ours: `code` is its enhanced status code or three digits, or empty; `message_id` is
    the returned message's own; `sent_to` are the addresses the report itself went to.
    """

    action: Action
    code: str
    message_id: str
    sent_to: tuple[str, ...] = field(repr=False)
    said_at: datetime | None
    own_id: str = field(repr=False)


def read_return(data: bytes) -> Returned | None:
    """What the message says of one of ours; None where it is no report, or one that cannot be understood."""
    message = message_from_bytes(data, policy=policy.compat32)
    try:
        found = _complaint(message) or _report(message) or _bare(message)
    except (LookupError, ValueError, TypeError, AttributeError):
        # Anyone can write to this mailbox, in any shape.
        return None
    if found is None:
        return None
    action, code = found
    return Returned(
        action=action,
        code=code,
        message_id=_original_id(message),
        sent_to=tuple(_sent_to(message)),
        said_at=_moment(message),
        own_id=str(message.get("Message-ID", "")).strip(),
    )


def _complaint(message: Message) -> tuple[Action, str] | None:
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            kind = re.search(r"^Feedback-Type:\s*(\S+)", _text(part), re.IGNORECASE | re.MULTILINE)
            return (Action.COMPLAINED, "") if kind and kind[1].lower() in {"abuse", "fraud"} else None
    return None


def _report(message: Message) -> tuple[Action, str] | None:
    """Of a report on several recipients the worst: each of our messages has one, others come from forwarding."""
    for part in message.walk():
        if part.get_content_type() in {"message/delivery-status", "message/global-delivery-status"}:
            words = [word for word in map(_of_recipient, _fields(part)) if word]
            return min(words, key=lambda word: _GRAVITY[word[0]]) if words else None
    return None


def _fields(part: Message) -> Iterator[Message]:
    """The groups of fields, which the parser gives as messages; a part sent as base64 or flat is read by hand."""
    payload = part.get_payload()
    if isinstance(payload, list) and any("action" in group for group in payload if isinstance(group, Message)):
        yield from (group for group in payload if isinstance(group, Message))
        return
    for block in re.split(r"\n\s*\n", _text(part).replace("\r\n", "\n")):
        yield message_from_bytes(block.strip().encode("utf-8", "replace"))


def _of_recipient(group: Message) -> tuple[Action, str] | None:
    said = str(group.get("Action", "")).partition("(")[0].strip().lower()
    action = _ACTIONS.get(said)
    if action is None:
        return None
    status = _code(str(group.get("Status", "")))
    # Exchange and some filters give a bare x.0.0 as status and the true code in the remote server's words.
    diagnosed = _code(str(group.get("Diagnostic-Code", "")))
    is_vague = not status or status.endswith(".0.0")
    return action, (diagnosed if is_vague and diagnosed else status)


def _bare(message: Message) -> tuple[Action, str] | None:
    """A failure told in words alone, as qmail and old systems do; only where a mail system says it, of something it
    quotes, and not where a person is merely away.
    """
    sender = f"{message.get('From', '')} {message.get('Return-Path', '')}"
    text = _first_text(message)
    is_away = str(message.get("Auto-Submitted", "")).lower().startswith("auto-replied")
    is_qmail = not is_away and _QMAIL.search(text) is not None and _QMAIL_FAILED.search(text) is not None
    # Exim calls its reports replies, and says for whom they are.
    failed_for = message.get("X-Failed-Recipients") is not None
    if not _FROM_DAEMON.search(sender) or not (is_qmail or failed_for):
        return None
    is_warning = _WARNING.search(str(message.get("Subject", ""))) is not None
    return (Action.DELAYED if is_warning else Action.FAILED), _code(text)


def _code(text: str) -> str:
    """The first enhanced status code; else the three digits of SMTP."""
    if found := _STATUS.search(text):
        return found[0]
    digits = _SMTP.search(text)
    return digits[1] if digits else ""


def _original_id(message: Message) -> str:
    """The Message-ID of the message given back: of its part, or of its quoted head."""
    for part in message.walk():
        if part is message or part.get_content_type() not in _ORIGINALS:
            continue
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message) and inner[0].get("Message-ID"):
            return str(inner[0]["Message-ID"]).strip()
        if found := _MESSAGE_ID.search(_text(part)):
            return found[1]
    found = _MESSAGE_ID.search(_first_text(message))
    return found[1] if found else ""


def _first_text(message: Message) -> str:
    return next((_text(part) for part in message.walk() if part.get_content_type() == "text/plain"), "")


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload[:_HEADS].decode("utf-8", "replace")
    inner = part.get_payload()
    groups = inner if isinstance(inner, list) else [inner]
    return "\n".join(str(group) for group in groups)[:_HEADS]


def _sent_to(message: Message) -> Iterator[str]:
    for name in ("Delivered-To", "X-Original-To", "Envelope-To", "To"):
        for _name, address in getaddresses([str(value) for value in message.get_all(name, [])]):
            if address:
                yield address


def _moment(message: Message) -> datetime | None:
    """None where it does not say, or says what is no date."""
    try:
        said = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return said if said.tzinfo else said.replace(tzinfo=UTC)


_ORIGINALS = {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers", "message/partial"}
_ACTIONS = {
    "failed": Action.FAILED,
    "delayed": Action.DELAYED,
    "delivered": Action.DELIVERED,
    "relayed": None,
    "expanded": None,
}
_GRAVITY = {Action.COMPLAINED: 0, Action.FAILED: 1, Action.DELAYED: 2, Action.DELIVERED: 3}
