"""The files that hold secret keys: where they belong, and making them once. Nothing here needs the settings."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from notifier.vault.recovery.lines import Kind


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A setting that takes keys from the variable, from the file it names, or from a file in the data folder."""

    kind: Kind
    variable: str
    file_name: str
    first_id: str

    def place(self, home: Path, environ: Mapping[str, str]) -> Path | None:
        """The file to read or make; None where the variable itself holds the keys."""
        if environ.get(self.variable):
            return None
        return Path(environ.get(f"{self.variable}_FILE") or home / self.file_name)


KEY_FILES = (
    KeyFile(Kind.MASTER, "NOTIFIER_MASTER_KEYS", "master.keys", "m1"),
    KeyFile(Kind.LOG, "NOTIFIER_LOG_KEYS", "log.keys", "l1"),
)


def new_key() -> bytes:
    return os.urandom(32)


def to_text(keys: Mapping[str, bytes]) -> str:
    """`id:base64`, separated by commas."""
    return ",".join(f"{name}:{base64.urlsafe_b64encode(key).decode()}" for name, key in keys.items())


def write_secret(path: Path, data: bytes) -> None:
    """Make the file, its owner's alone, and see it onto the disk. Raises FileExistsError; never overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
