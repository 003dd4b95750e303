"""Trying the keys of a store, or of a copy of it."""

import shutil
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from notifier.vault import masters
from notifier.vault.checking import NotAKeyStore, RowFindings, check_rows, check_store, keys_of_copy, stored_keys
from notifier.vault.keystore import create_data_key, destroy_data_key, sealer_for
from notifier.vault.models import DataKey
from notifier.vault.witnesses import Witness
from tests.vault.keys import NEW

pytestmark = pytest.mark.django_db


def test_every_key_opens_under_the_keys_configured(now: datetime, settings: Settings) -> None:
    create_data_key(uuid4(), at=now)
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"
    create_data_key(uuid4(), at=now)
    found = check_store(stored_keys(), masters.configured())
    assert (found.by_master, found.unreadable, found.total) == ({"m1": 1, "m2": 1}, (), 2)


def test_a_key_of_another_master_or_changed_by_one_byte_is_named(now: datetime, settings: Settings) -> None:
    lost, changed, cut, whole = sorted(uuid4() for _ in range(4))
    create_data_key(lost, at=now)
    old = settings.MASTER_KEYS
    settings.MASTER_KEYS = NEW
    for scope in (changed, cut, whole):
        create_data_key(scope, at=now)
    wrapped = bytes(DataKey.objects.get(scope=changed).wrapped)
    DataKey.objects.filter(scope=changed).update(wrapped=wrapped[:-1] + bytes([wrapped[-1] ^ 1]))
    DataKey.objects.filter(scope=cut).update(wrapped=b"")

    assert check_store(stored_keys(), masters.configured()).unreadable == (lost, changed, cut)
    settings.MASTER_KEYS = f"{NEW},{old}"
    assert check_store(stored_keys(), masters.configured()).unreadable == (changed, cut)


def test_rows_are_opened_with_the_keys_of_the_store_alone(now: datetime) -> None:
    good, wrong, erased = uuid4(), uuid4(), uuid4()
    rows = []
    for scope in (good, wrong, erased):
        create_data_key(scope, at=now)
        row = uuid4()
        rows.append(Witness(scope, "patients", row, sealer_for(scope).seal("patients", row, b"x")))
    destroy_data_key(erased)
    destroy_data_key(wrong)
    create_data_key(wrong, at=now)

    keys = stored_keys()
    assert check_rows(keys, masters.configured(), rows) == RowFindings(opened=1, unreadable=1, without_key=1)
    assert check_rows(keys, {}, rows) == RowFindings(opened=0, unreadable=2, without_key=1)


def test_a_copy_is_read_and_left_as_it_is(store_file: Path, tmp_path: Path, now: datetime) -> None:
    scopes = sorted(uuid4() for _ in range(3))
    for scope in scopes:
        create_data_key(scope, at=now)
    copy = tmp_path / "restored" / "copie à essayer.sqlite3"
    copy.parent.mkdir()
    shutil.copy(store_file, copy)
    before = copy.read_bytes()
    destroy_data_key(scopes[0])

    assert [key.scope for key in keys_of_copy(copy)] == scopes
    assert check_store(keys_of_copy(copy), masters.configured()).unreadable == ()
    assert (copy.read_bytes(), [path.name for path in copy.parent.iterdir()]) == (before, [copy.name])


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\x00" + bytes(500)])
def test_what_is_no_key_store_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "keys.sqlite3"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NotAKeyStore):
        keys_of_copy(path)
    assert path.exists() == (content is not None)
