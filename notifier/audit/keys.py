"""The log's keys: Ed25519 seeds from the settings, the first of which seals new events.

Each event carries a seal, HMAC-SHA256 under a key derived from a seed. It is looked at before an event gets its place
and again before a checkpoint is signed: someone who can write to the database but holds no key adds nothing to the
log. Once a checkpoint covers an event, the checkpoint's signature is what counts.
"""

import hmac
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from notifier.lib.keyring import BadKeyring, read_keyring
from notifier.lib.notes import Signer


def seal(body: bytes) -> bytes:
    """32 bytes only a holder of the first key can make."""
    return hmac.digest(_seal_keys(settings.LOG_KEYS)[0], body, "sha256")


def is_sealed(body: bytes, sealed: bytes) -> bool:
    """Whether one of the configured keys sealed this event."""
    first, *others = _seal_keys(settings.LOG_KEYS)
    # Nearly always it was the first, and this is asked of every event.
    if hmac.compare_digest(hmac.digest(first, body, "sha256"), sealed):
        return True
    return any(hmac.compare_digest(hmac.digest(key, body, "sha256"), sealed) for key in others)


def configured(origin: str) -> list[Signer]:
    """The signers this installation holds, for a log of that name; the first is the one that should sign."""
    return [Signer(origin, seed) for seed in _seeds(settings.LOG_KEYS).values()]


@lru_cache(maxsize=4)
def _seeds(text: str) -> dict[str, bytes]:
    try:
        return read_keyring(text)
    except BadKeyring as bad:
        raise ImproperlyConfigured(f"NOTIFIER_LOG_KEYS: {bad}.") from None


@lru_cache(maxsize=4)
def _seal_keys(text: str) -> list[bytes]:
    return [
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"notifier/v1/event seal").derive(seed)
        for seed in _seeds(text).values()
    ]
