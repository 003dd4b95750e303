"""Wrapped keys live in their own database."""

import pytest
from django.db import connections

from notifier.accounts.models import User
from notifier.breaches.models import Breach, Case
from notifier.vault.models import DataKey
from notifier.vault.router import KeyStoreRouter

ROUTER = KeyStoreRouter()


def test_keys_are_read_and_written_in_their_store() -> None:
    assert ROUTER.db_for_read(DataKey) == ROUTER.db_for_write(DataKey) == "keys"
    assert ROUTER.db_for_read(User) == ROUTER.db_for_write(User) == "default"


def test_nothing_points_from_one_to_the_other() -> None:
    assert ROUTER.allow_relation(Breach(), Case())
    assert not ROUTER.allow_relation(Case(), DataKey())


@pytest.mark.django_db
def test_each_database_has_its_own_tables_only() -> None:
    keys = connections["keys"].introspection.table_names()
    main = connections["default"].introspection.table_names()
    assert "vault_datakey" in keys
    assert "vault_datakey" not in main
    assert {name for name in keys if not name.startswith(("vault_", "django_"))} == set()
