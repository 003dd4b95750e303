"""The master keys, from the settings: several at once with an id, so that one can follow another."""

import re
from collections.abc import Mapping
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from notifier.lib.keyring import BadKeyring, read_keyring

# As long as the key store's column; letters a person can copy from paper.
_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
_FINGERPRINT = 8


class UnknownMasterKey(LookupError):
    """A data key was wrapped by a master key that is not configured here."""


@lru_cache(maxsize=4)
def _parse(text: str) -> Mapping[str, bytes]:
    try:
        keys = read_keyring(text)
    except BadKeyring as bad:
        raise ImproperlyConfigured(f"NOTIFIER_MASTER_KEYS: {bad}.") from None
    for number, name in enumerate(keys, start=1):
        if not is_id(name):
            raise ImproperlyConfigured(
                f"NOTIFIER_MASTER_KEYS: entry {number} wants an id of at most 40 letters, digits, dots and dashes."
            )
    return keys


def is_id(name: str) -> bool:
    return bool(_ID.fullmatch(name))


def current() -> tuple[str, bytes]:
    """Id and key that wrap new data keys: the first one named."""
    return next(iter(_parse(settings.MASTER_KEYS).items()))


def configured() -> dict[str, bytes]:
    """All of them by id, the current one first."""
    return dict(_parse(settings.MASTER_KEYS))


def by_id(name: str) -> bytes:
    try:
        return _parse(settings.MASTER_KEYS)[name]
    except KeyError:
        raise UnknownMasterKey(f"master key {name} is not configured") from None


def fingerprint(key: bytes) -> str:
    """16 hexadecimal digits that name a secret key and give nothing of it away."""
    info = b"notifier/v1/key fingerprint"
    return HKDF(algorithm=SHA256(), length=_FINGERPRINT, salt=None, info=info).derive(key).hex()
