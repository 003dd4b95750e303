"""The exact bytes of an event: canonical JSON (RFC 8785), so that equal facts have equal bytes for ever."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import rfc8785

from notifier.audit.actors import Actor

VERSION = 1


def moment(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds; a naive datetime is refused."""
    if at.tzinfo is None:
        raise ValueError("an event needs a time with a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def event_bytes(
    *,
    uid: UUID,
    kind: str,
    at: datetime,
    by: Actor,
    case: UUID | None,
    subject: str,
    data: Mapping[str, Any],
) -> bytes:
    """The canonical bytes; values outside JSON, and integers past 2**53, raise `rfc8785.CanonicalizationError`."""
    return rfc8785.dumps(
        {
            "v": VERSION,
            "id": str(uid),
            "kind": kind,
            "at": moment(at),
            "by": str(by),
            "case": str(case) if case else None,
            "subject": subject,
            "data": dict(data),
        }
    )


def read_event(body: bytes) -> dict[str, Any]:
    """The fact as a dict, from its bytes."""
    fact: dict[str, Any] = json.loads(bytes(body))
    return fact
