"""A return address for each message (VERP): whoever gives it back says by it which one it was.

The address holds the notice's random id and a seal over it: it tells nothing of the person, and nobody can make one up
to have a notice taken for undelivered.
"""

import base64
import hashlib
import hmac
import re
from uuid import UUID

_ID, _SEAL = 16, 10
# RFC 5321 allows 64 characters before the @; lower-case letters and figures only, for some relays change the case.
_LOCAL = re.compile(r"retour-([a-z2-7]{42})")


def return_address(notice: UUID, domain: str, key: bytes) -> str:
    """`retour-<token>@domain`."""
    token = base64.b32encode(notice.bytes + _seal(notice, key)).decode().rstrip("=").lower()
    return f"retour-{token}@{domain}"


def notice_of(address: str, domain: str, key: bytes) -> UUID | None:
    """The notice of an address that `return_address` made under this key and domain; None for any other."""
    local, _at, at = address.strip().lower().rpartition("@")
    found = _LOCAL.fullmatch(local)
    if found is None or at != domain.lower():
        return None
    raw = base64.b32decode(found[1].upper() + "=" * (-len(found[1]) % 8))
    notice = UUID(bytes=raw[:_ID])
    return notice if hmac.compare_digest(raw[_ID:], _seal(notice, key)) else None


def _seal(notice: UUID, key: bytes) -> bytes:
    return hmac.new(key, b"return path\0" + notice.bytes, hashlib.sha256).digest()[:_SEAL]
