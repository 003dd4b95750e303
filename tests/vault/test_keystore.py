import base64
from datetime import datetime
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from notifier.vault.keystore import NoDataKey, create_data_key, destroy_data_key, sealer_for
from notifier.vault.masters import UnknownMasterKey, current
from notifier.vault.models import DataKey

pytestmark = pytest.mark.django_db
NEW = "m2:" + base64.b64encode(bytes([7]) * 32).decode()


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


@pytest.mark.parametrize("text", ["", "m1", "m1:short", ":" + "A" * 43 + "=", "m1:***"])
def test_a_bad_master_key_is_refused_without_being_shown(text: str, settings: Settings) -> None:
    settings.MASTER_KEYS = text
    with pytest.raises(ImproperlyConfigured, match="entry 1") as refusal:
        current()
    assert not text or text not in str(refusal.value)
