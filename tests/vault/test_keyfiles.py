"""The files that hold secret keys."""

from pathlib import Path

import pytest

from notifier.lib.keyring import read_keyring
from notifier.vault.keyfiles import KEY_FILES, new_key, to_text, write_secret

MASTER, LOG = KEY_FILES


def test_a_file_belongs_where_the_setting_looks_for_it(tmp_path: Path) -> None:
    assert MASTER.place(tmp_path, {}) == tmp_path / "master.keys"
    assert LOG.place(tmp_path, {"NOTIFIER_LOG_KEYS_FILE": "/run/secrets/log"}) == Path("/run/secrets/log")
    assert MASTER.place(tmp_path, {"NOTIFIER_MASTER_KEYS": "m1:x"}) is None


def test_what_is_written_is_read_as_the_same_keys() -> None:
    keys = {"m2": new_key(), "m1": new_key()}
    assert read_keyring(to_text(keys)) == keys


def test_a_secret_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "home" / "master.keys"
    write_secret(path, b"one")
    with pytest.raises(FileExistsError):
        write_secret(path, b"other")
    assert path.read_bytes() == b"one"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
