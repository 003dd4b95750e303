"""Data keys from one master key under another."""

from datetime import datetime
from uuid import uuid4

import pytest
from pytest_django import Settings

from notifier.vault.keystore import create_data_key, destroy_data_key, sealer_for
from notifier.vault.masters import UnknownMasterKey
from notifier.vault.models import DataKey
from notifier.vault.rewrapping import keys_by_master, rewrap, stale_keys
from tests.vault.keys import NEW

pytestmark = pytest.mark.django_db


def test_a_key_put_under_another_master_opens_what_it_sealed(now: datetime, settings: Settings) -> None:
    scope, row = uuid4(), uuid4()
    create_data_key(scope, at=now)
    blob = sealer_for(scope).seal("patients", row, b"x")
    old = settings.MASTER_KEYS
    settings.MASTER_KEYS = f"{NEW},{old}"

    [stale] = stale_keys()
    assert rewrap(stale)

    settings.MASTER_KEYS = NEW
    assert sealer_for(scope).open("patients", row, blob) == b"x"
    assert (stale_keys(), keys_by_master()) == ([], {"m2": 1})


def test_a_key_changed_or_destroyed_meanwhile_is_left_alone(now: datetime, settings: Settings) -> None:
    changed, gone = sorted((uuid4(), uuid4()))
    for scope in (changed, gone):
        create_data_key(scope, at=now)
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"
    seen = stale_keys()
    rewrap(seen[0])
    destroy_data_key(gone)
    wrapped = DataKey.objects.get().wrapped

    assert [rewrap(row) for row in seen] == [False, False]
    assert DataKey.objects.get().wrapped == wrapped


def test_a_key_whose_master_is_gone_is_not_touched(now: datetime, settings: Settings) -> None:
    create_data_key(uuid4(), at=now)
    settings.MASTER_KEYS = NEW
    [stale] = stale_keys()
    with pytest.raises(UnknownMasterKey):
        rewrap(stale)
    assert keys_by_master() == {"m1": 1}
