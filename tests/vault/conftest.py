"""A key store in a file of its own: what lies in memory shows no bytes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections


@pytest.fixture
def store_file(tmp_path: Path, transactional_db: None) -> Iterator[Path]:
    """The alias `keys` on a fresh SQLite file, with the settings of the product."""
    usual = connections["keys"]
    connection = usual.copy()
    path = tmp_path / "store" / "keys.sqlite3"
    path.parent.mkdir()
    connection.settings_dict["NAME"] = str(path)
    connections["keys"] = connection
    try:
        call_command("migrate", database="keys", verbosity=0)
        yield path
    finally:
        connection.close()
        connections["keys"] = usual
