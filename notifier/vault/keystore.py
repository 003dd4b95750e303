"""Making, unwrapping and destroying data keys. Only this file and rewrapping.py touch the key store."""

import os
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, transaction

from notifier.vault import masters
from notifier.vault.models import DataKey
from notifier.vault.sealing import NONCE, Sealer

STORE = "keys"


class NoDataKey(LookupError):
    """The scope has no data key: never made, or destroyed by an erasure."""


def create_data_key(scope: UUID, *, at: datetime) -> None:
    """Make the scope's key once; a second call changes nothing."""
    master_id, master = masters.current()
    DataKey.objects.get_or_create(
        scope=scope,
        defaults={
            "master_id": master_id,
            "wrapped": wrap(master, scope, os.urandom(32)),
            "created_at": at,
        },
    )


def sealer_for(scope: UUID) -> Sealer:
    """The scope's sealer; costs one query. Raises NoDataKey after an erasure."""
    row = DataKey.objects.filter(scope=scope).first()
    if row is None:
        raise NoDataKey(f"no data key for {scope}")
    return Sealer(scope, unwrap(masters.by_id(row.master_id), scope, bytes(row.wrapped)))


def destroy_data_key(scope: UUID) -> bool:
    """Destroy the key for good: nothing sealed under it can ever be opened again. Returns whether there was one; a
    second call finishes what a first one that was interrupted left undone.

    Raises RuntimeError inside a transaction on the key store: one that rolled back would bring the key back.
    """
    with transaction.atomic(using=STORE, durable=True):
        deleted, _ = DataKey.objects.filter(scope=scope).delete()
    scrub()
    return bool(deleted)


def scrub() -> None:
    """Write the store anew, outside any transaction: what was deleted or replaced lingers in no page of its files."""
    connection = connections[STORE]
    # Nobody calls this inside a transaction of their own; what remains is the frame of a test, where no VACUUM may run.
    if connection.in_atomic_block:
        return
    if connection.vendor == "postgresql":
        _write_anew()
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")


@transaction.atomic(using=STORE)
def _write_anew() -> None:
    """TRUNCATE gives the table a new file and removes the old one. VACUUM (FULL) would keep dead rows that somebody's
    snapshot, even of a connection just being made, might still see.
    """
    table = connections[STORE].ops.quote_name(DataKey._meta.db_table)
    with connections[STORE].cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        rows = list(DataKey.objects.all())
        cursor.execute(f"TRUNCATE {table}")
    DataKey.objects.bulk_create(rows, batch_size=1000)


def wrap(master: bytes, scope: UUID, data_key: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, data_key, _bind(scope))


def unwrap(master: bytes, scope: UUID, wrapped: bytes) -> bytes:
    """Raises cryptography's InvalidTag for another master, another scope or a changed byte."""
    return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], _bind(scope))


def _bind(scope: UUID) -> bytes:
    return b"data key\0" + scope.bytes
