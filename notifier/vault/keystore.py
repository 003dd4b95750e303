"""Making and unwrapping data keys. Only this file and the key commands touch the key store."""

import os
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from notifier.vault import masters
from notifier.vault.models import DataKey
from notifier.vault.sealing import NONCE, Sealer

KEYS = "keys"


class NoDataKey(LookupError):
    """The scope has no data key: never made, or destroyed by an erasure."""


def create_data_key(scope: UUID, *, at: datetime) -> None:
    """Make the scope's key once; a second call changes nothing."""
    master_id, master = masters.current()
    DataKey.objects.get_or_create(
        scope=scope,
        defaults={
            "master_id": master_id,
            "wrapped": _wrap(master, scope, os.urandom(32)),
            "created_at": at,
        },
    )


def sealer_for(scope: UUID) -> Sealer:
    """The scope's sealer; costs one query. Raises NoDataKey after an erasure."""
    row = DataKey.objects.filter(scope=scope).first()
    if row is None:
        raise NoDataKey(f"no data key for {scope}")
    return Sealer(scope, _unwrap(masters.by_id(row.master_id), scope, bytes(row.wrapped)))


def destroy_data_key(scope: UUID) -> None:
    """Destroy the scope's key: nothing sealed under it can be opened again, in any copy. Twice does no harm."""
    DataKey.objects.filter(scope=scope).delete()
    if connections[KEYS].vendor == "sqlite" and not connections[KEYS].in_atomic_block:
        with connections[KEYS].cursor() as cursor:
            # The row is overwritten (secure_delete); the log of the pages as they were must go too.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _wrap(master: bytes, scope: UUID, data_key: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, data_key, b"data key\0" + scope.bytes)


def _unwrap(master: bytes, scope: UUID, wrapped: bytes) -> bytes:
    return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], b"data key\0" + scope.bytes)
