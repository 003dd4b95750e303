"""The master keys, from the settings: several at once with an id, so that one can follow another."""

import base64
import binascii
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class UnknownMasterKey(LookupError):
    """A data key was wrapped by a master key that is not configured here."""


@lru_cache(maxsize=4)
def _parse(text: str) -> dict[str, bytes]:
    keys: dict[str, bytes] = {}
    for number, part in enumerate(text.split(","), start=1):
        name, _, encoded = part.strip().partition(":")
        try:
            key = base64.urlsafe_b64decode(encoded.replace("+", "-").replace("/", "_"))
        except (binascii.Error, ValueError):
            key = b""
        if not name or len(key) != 32:
            # The text itself is a secret: say which entry, never what it holds.
            raise ImproperlyConfigured(f"NOTIFIER_MASTER_KEYS: entry {number} is not id:base64 of 32 bytes.")
        keys[name] = key
    return keys


def current() -> tuple[str, bytes]:
    """Id and key that wrap new data keys: the first one named."""
    return next(iter(_parse(settings.MASTER_KEYS).items()))


def by_id(name: str) -> bytes:
    try:
        return _parse(settings.MASTER_KEYS)[name]
    except KeyError:
        raise UnknownMasterKey(f"master key {name} is not configured") from None
