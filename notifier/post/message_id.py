"""The one Message-ID of a notice on a channel, kept across retries: a repeat can be told from a new message."""

from uuid import UUID


def message_id(notice: UUID, channel: str, domain: str) -> str:
    """`<notice.channel@domain>` (RFC 5322 section 3.6.4). It says nothing of the person: the id is random."""
    return f"<{notice.hex}.{channel}@{domain}>"
