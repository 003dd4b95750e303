"""The one Message-ID of a notice on a channel, kept across retries: a repeat can be told from a new message."""

import re
from uuid import UUID


def message_id(notice: UUID, channel: str, domain: str) -> str:
    """`<notice.channel@domain>` (RFC 5322 section 3.6.4). It says nothing of the person: the id is random."""
    return f"<{notice.hex}.{channel}@{domain}>"


def notice_of_message(text: str, channel: str, domain: str) -> UUID | None:
    """The notice of a Message-ID that `message_id` made for this channel and domain; None for any other."""
    found = _MADE.fullmatch(text.strip())
    if found is None or found["channel"] != channel or found["domain"].lower() != domain.lower():
        return None
    return UUID(hex=found["id"])


_MADE = re.compile(r"<(?P<id>[0-9a-f]{32})\.(?P<channel>[a-z]+)@(?P<domain>[A-Za-z0-9.-]+)>")
