"""Does every data key open, and does it open what was sealed under it? For the store itself or a copy of it."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag

from notifier.vault.keystore import unwrap
from notifier.vault.models import DataKey
from notifier.vault.sealing import CannotOpen, Sealer
from notifier.vault.witnesses import Witness


class NotAKeyStore(ValueError):
    """The file is not an SQLite key store that can be read."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A row of a key store."""

    scope: UUID
    master_id: str
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoreFindings:
    """`by_master` counts the keys under each master key, `unreadable` names those that do not open."""

    by_master: Mapping[str, int]
    unreadable: tuple[UUID, ...]

    @property
    def total(self) -> int:
        return sum(self.by_master.values())


@dataclass(frozen=True, slots=True)
class RowFindings:
    """Of one sealed row per case: how many opened, how many did not, and how many have no key in this store: their
    case was erased, or came after the copy.
    """

    opened: int
    unreadable: int
    without_key: int


def stored_keys() -> list[WrappedKey]:
    """All of the store in use."""
    rows = DataKey.objects.order_by("pk").values_list("scope", "master_id", "wrapped")
    return [WrappedKey(scope, master_id, bytes(wrapped)) for scope, master_id, wrapped in rows]


def keys_of_copy(path: Path) -> list[WrappedKey]:
    """All of an SQLite copy, which is only read. Raises NotAKeyStore."""
    try:
        # "immutable": leaves no journal beside the copy, not even a lock.
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            rows = connection.execute("SELECT scope, master_id, wrapped FROM vault_datakey ORDER BY scope").fetchall()
        finally:
            connection.close()
        return [WrappedKey(UUID(scope), master_id, wrapped) for scope, master_id, wrapped in rows]
    except (sqlite3.Error, ValueError, TypeError):
        raise NotAKeyStore("not an SQLite key store that can be read") from None


def check_store(keys: Iterable[WrappedKey], masters: Mapping[str, bytes]) -> StoreFindings:
    """Unwrap every key with the masters given, and nothing else."""
    counts: Counter[str] = Counter()
    unreadable = []
    for key in keys:
        counts[key.master_id] += 1
        if _opened(key, masters) is None:
            unreadable.append(key.scope)
    return StoreFindings(dict(sorted(counts.items())), tuple(unreadable))


def check_rows(keys: Iterable[WrappedKey], masters: Mapping[str, bytes], rows: Iterable[Witness]) -> RowFindings:
    """Open each row under its scope's key."""
    by_scope = {key.scope: key for key in keys}
    counts: Counter[str] = Counter()
    for row in rows:
        key = by_scope.get(row.scope)
        counts["without_key" if key is None else _try(row, _opened(key, masters))] += 1
    return RowFindings(counts["opened"], counts["unreadable"], counts["without_key"])


def _opened(key: WrappedKey, masters: Mapping[str, bytes]) -> bytes | None:
    master = masters.get(key.master_id)
    try:
        return unwrap(master, key.scope, key.wrapped) if master else None
    except (InvalidTag, ValueError):
        return None


def _try(row: Witness, data_key: bytes | None) -> str:
    try:
        if data_key is None:
            return "unreadable"
        Sealer(row.scope, data_key).open(row.table, row.row, row.sealed)
    except CannotOpen:
        return "unreadable"
    return "opened"
