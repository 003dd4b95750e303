"""The key store: one key per scope, and gone when it is gone."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import environ
import psycopg
import pytest
from cryptography.exceptions import InvalidTag
from django.core.management import call_command
from django.db import connections, transaction
from django.db.utils import ConnectionHandler
from pytest_django.fixtures import Settings

from notifier.vault.keystore import NoDataKey, create_data_key, destroy_data_key, sealer_for
from notifier.vault.masters import UnknownMasterKey
from notifier.vault.models import DataKey
from tests.vault.keys import NEW

pytestmark = pytest.mark.django_db


def test_a_scope_keeps_one_key(now: datetime) -> None:
    scope, row = uuid4(), uuid4()
    create_data_key(scope, at=now)
    blob = sealer_for(scope).seal("patient", row, b"x")
    create_data_key(scope, at=now)
    assert sealer_for(scope).open("patient", row, blob) == b"x"
    assert DataKey.objects.count() == 1


def test_the_key_store_is_another_database(now: datetime) -> None:
    create_data_key(uuid4(), at=now)
    assert DataKey.objects.get()._state.db == "keys"


def test_without_a_key_nothing_opens(now: datetime) -> None:
    with pytest.raises(NoDataKey):
        sealer_for(uuid4())


def test_a_destroyed_key_opens_nothing_and_others_stay(now: datetime) -> None:
    gone, kept = uuid4(), uuid4()
    for scope in (gone, kept):
        create_data_key(scope, at=now)
    for _ in range(2):
        destroy_data_key(gone)
    with pytest.raises(NoDataKey):
        sealer_for(gone)
    sealer_for(kept)


def test_a_new_master_key_leaves_old_scopes_readable(now: datetime, settings: Settings) -> None:
    old = uuid4()
    create_data_key(old, at=now)
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"
    new = uuid4()
    create_data_key(new, at=now)
    sealer_for(old)
    assert DataKey.objects.get(scope=new).master_id == "m2"


def test_a_master_key_that_is_gone_is_named(now: datetime, settings: Settings) -> None:
    scope = uuid4()
    create_data_key(scope, at=now)
    settings.MASTER_KEYS = NEW
    with pytest.raises(UnknownMasterKey, match="m1"):
        sealer_for(scope)


def test_a_wrapped_key_belongs_to_its_scope(now: datetime) -> None:
    one, other = uuid4(), uuid4()
    create_data_key(one, at=now)
    row = DataKey.objects.get()
    DataKey.objects.create(scope=other, master_id=row.master_id, wrapped=row.wrapped, created_at=now)
    with pytest.raises(InvalidTag):
        sealer_for(other)


def test_a_destroyed_key_opens_nothing_and_can_be_destroyed_again(now: datetime) -> None:
    gone, kept = uuid4(), uuid4()
    create_data_key(gone, at=now)
    create_data_key(kept, at=now)

    assert destroy_data_key(gone)
    assert not destroy_data_key(gone)

    with pytest.raises(NoDataKey):
        sealer_for(gone)
    sealer_for(kept)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_can_take_a_destruction_back(now: datetime) -> None:
    scope = uuid4()
    create_data_key(scope, at=now)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(using="keys"):
        destroy_data_key(scope)
    sealer_for(scope)


def fill(count: int, at: datetime) -> dict[UUID, bytes]:
    """That many scopes with their wrapped keys."""
    for _ in range(count):
        create_data_key(uuid4(), at=at)
    return {row.scope: bytes(row.wrapped) for row in DataKey.objects.all()}


def lingering(stored: bytes, keys: dict[UUID, bytes]) -> list[UUID]:
    """The scopes of which the bytes still hold the key, or the name in one of its forms."""
    return [
        scope
        for scope, wrapped in keys.items()
        if any(
            trace in stored for trace in (wrapped, wrapped[12:28], scope.bytes, scope.hex.encode(), str(scope).encode())
        )
    ]


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_destroyed_keys_lie_in_no_file_of_the_store(store_file: Path, now: datetime) -> None:
    keys = fill(300, now)
    assert lingering(bytes_of(store_file.parent), keys) == list(keys)

    # Scattered ones and whole neighbourhoods, so that pages are merged and freed.
    gone = set(Random(3).sample(sorted(keys), 60)) | set(sorted(keys)[100:180])
    for scope in gone:
        destroy_data_key(scope)
        assert lingering(bytes_of(store_file.parent), {scope: keys[scope]}) == []

    stored = bytes_of(store_file.parent)
    assert lingering(stored, {scope: keys[scope] for scope in gone}) == []
    kept = {scope: wrapped for scope, wrapped in keys.items() if scope not in gone}
    assert lingering(stored, kept) == list(kept)


def test_the_store_keeps_no_write_ahead_log(store_file: Path, now: datetime) -> None:
    fill(1, now)
    with connections["keys"].cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")
        ]
    assert found == ["truncate", 2, 1]
    assert not store_file.with_name("keys.sqlite3-wal").exists()


@pytest.fixture
def postgres_store(transactional_db: None) -> Iterator[psycopg.Connection]:
    """The alias `keys` on a fresh database of the PostgreSQL server the tests were given, and a door to its files."""
    server = os.environ["TEST_POSTGRES_URL"]
    name = f"keystore_{uuid4().hex[:12]}"
    usual = connections["keys"]
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"create database {name}")
        url = f"{server.rsplit('/', 1)[0]}/{name}"
        handler = ConnectionHandler({"default": environ.Env().db_url_config(url)})
        connection = handler["default"]
        connection.alias = "keys"
        connections["keys"] = connection
        try:
            call_command("migrate", database="keys", verbosity=0)
            with psycopg.connect(url, autocommit=True) as door:
                yield door
        finally:
            connection.close()
            connections["keys"] = usual
            admin.execute(f"drop database {name} with (force)")


@pytest.mark.postgres
def test_on_postgresql_destroyed_keys_lie_in_no_file_of_the_table(
    postgres_store: psycopg.Connection, now: datetime
) -> None:
    keys = fill(50, now)
    gone = dict(list(keys.items())[:20])
    for scope in gone:
        assert destroy_data_key(scope)

    postgres_store.execute("checkpoint")
    relations = "select pg_relation_filepath(c.oid) from pg_class c where relname like 'vault_datakey%'"
    files = [path for (path,) in postgres_store.execute(relations)]
    stored = b"".join(postgres_store.execute("select pg_read_binary_file(%s)", [path]).fetchone()[0] for path in files)  # type: ignore[index]
    kept = {scope: wrapped for scope, wrapped in keys.items() if scope not in gone}
    assert lingering(stored, kept) == list(kept)
    assert lingering(stored, gone) == []
