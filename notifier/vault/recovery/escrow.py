"""Whether a person has said that they hold the recovery sheet of the master keys in use."""

import base64
import hmac
from collections.abc import Mapping
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.vault import masters

SUBJECT = "keys"
CONFIRMED = "keys.escrow_confirmed"
_HALF = 5


def fingerprints(keys: Mapping[str, bytes]) -> dict[str, str]:
    """Of each master key by its id."""
    return {name: masters.fingerprint(key) for name, key in keys.items()}


def set_fingerprint(keys: Mapping[str, bytes]) -> str:
    """16 hexadecimal digits that name this set of keys, whatever their order."""
    return _derive(keys, b"escrow fingerprint", 8).hex()


def confirmation_code(keys: Mapping[str, bytes]) -> str:
    """Ten letters that stand on the sheet of exactly these keys and nowhere else: who types them has read it."""
    letters = base64.b32encode(_derive(keys, b"escrow confirmation", 7)).decode()
    return f"{letters[:_HALF]}-{letters[_HALF : 2 * _HALF]}"


def is_code_of(keys: Mapping[str, bytes], typed: str) -> bool:
    """Whether the code was typed right; hyphens, spaces and capitals do not matter."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return hmac.compare_digest(plain.encode(), confirmation_code(keys).replace("-", "").encode())


def escrow_confirmed_at() -> datetime | None:
    """When it was last confirmed that a sheet with every master key in use exists; None while one is on no sheet."""
    wanted = fingerprints(masters.configured()).items()
    for event in Event.objects.filter(subject=SUBJECT, kind=CONFIRMED).order_by("-id"):
        if wanted <= read_event(bytes(event.body))["data"]["masters"].items():
            return event.at
    return None


def is_escrow_confirmed() -> bool:
    """One query."""
    return escrow_confirmed_at() is not None


def _derive(keys: Mapping[str, bytes], purpose: bytes, length: int) -> bytes:
    material = b"".join(name.encode() + b"\0" + keys[name] for name in sorted(keys))
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"notifier/v1/" + purpose).derive(material)
