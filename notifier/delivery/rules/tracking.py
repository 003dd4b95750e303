"""What a provider's webhook says, in our own words. Who opened or clicked what is none of our business: such events are
not kept (GDPR Article 5(1)(c)).
"""

import re
from collections.abc import Mapping
from typing import Any

from notifier.delivery.choices import FeedbackKind
from notifier.delivery.rules.feedback import bounce_kind

_STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_SMTP = re.compile(r"(?<![\d.])([45]\d\d)[ -]")
# What each provider calls a message it gave back that may get through another time. Mailjet has a flag instead.
_SOFT = frozenset({"soft_bounce", "SoftBounce", "Transient", "DnsError", "MessageDelayed", "mailbox full"})
_KINDS = {
    "delivered": FeedbackKind.DELIVERED,
    "deferred": FeedbackKind.DEFERRED,
    "complained": FeedbackKind.COMPLAINED,
}
# Given back by the receiver, or never handed to it.
_BOUNCES = frozenset({"bounced", "rejected", "failed"})


def heard_kind(event_type: str, *, code: str, said: Mapping[str, Any]) -> FeedbackKind | None:
    """Of an event's normalised type; `said` is what the provider itself wrote, `code` the status found in it. None for
    what says nothing of the way of a message.
    """
    if event_type not in _BOUNCES:
        return _KINDS.get(event_type)
    return FeedbackKind.BOUNCED_SOFT if is_soft(said) else bounce_kind(code)


def is_soft(said: Mapping[str, Any]) -> bool:
    """Whether the provider says that it may get through another time."""
    if "hard_bounce" in said:
        return said["hard_bounce"] is False
    bounce = said.get("bounce")
    names = (said.get("event"), said.get("Type"), bounce.get("bounceType") if isinstance(bounce, Mapping) else None)
    return any(name in _SOFT for name in names)


def code_in(text: str) -> str:
    """The first enhanced status code of a server's answer, else its three digits, else nothing: the rest may name
    people.
    """
    found = _STATUS.search(text) or _SMTP.search(text)
    return found[1] if found else ""
