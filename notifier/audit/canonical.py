"""The exact bytes of an event: canonical JSON (RFC 8785), so that equal facts have equal bytes for ever."""

import contextlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
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
    if _is_plain(data):
        # The standard library writes plain values as RFC 8785 does, some ten times faster than rfc8785, which is left
        # all others, and what neither can write.
        with contextlib.suppress(UnicodeEncodeError):
            around = f'"id":"{uid}","kind":{_TEXT(kind)},"subject":{_TEXT(subject)},"v":{VERSION}}}'
            return f"{_opening(at, by, case)}{_ENCODE(data)},{around}".encode()
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


@lru_cache(maxsize=8)
def _opening(at: datetime, by: Actor, case: UUID | None) -> str:
    """Up to the data; of events written together it is often the same."""
    return f'{{"at":"{moment(at)}","by":{_TEXT(str(by))},"case":{_ENCODE(str(case) if case else None)},"data":'


def _is_plain(value: object) -> bool:
    """Text, true, false, nothing, integers every JSON reader keeps, and lists and objects of these; ASCII names, which
    have one order in UTF-16 and in Python.
    """
    if value is None or isinstance(value, str | bool):
        return True
    if type(value) is int:
        return -_SAFE < value < _SAFE
    if type(value) is dict:
        return all(type(name) is str and name.isascii() and _is_plain(inner) for name, inner in value.items())
    return type(value) in (list, tuple) and all(map(_is_plain, value))  # type: ignore[call-overload] # one of the two


_SAFE = 2**53
_TEXT = json.encoder.encode_basestring
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def read_event(body: bytes) -> dict[str, Any]:
    """The fact as a dict, from its bytes."""
    fact: dict[str, Any] = json.loads(bytes(body))
    return fact
