"""Data keys from one master key under another: the sealed rows of patients are not touched."""

from collections import Counter

from notifier.vault import masters
from notifier.vault.keystore import unwrap, wrap
from notifier.vault.models import DataKey


def stale_keys() -> list[DataKey]:
    """Those not under the current master key, in a steady order."""
    name, _ = masters.current()
    return list(DataKey.objects.exclude(master_id=name).order_by("pk"))


def rewrap(row: DataKey) -> bool:
    """Put the key under the current master in one statement, which commits by itself: at every moment the row opens
    under the master it names. False when the row was changed or destroyed meanwhile. Raises UnknownMasterKey.
    """
    name, master = masters.current()
    old = bytes(row.wrapped)
    new = wrap(master, row.scope, unwrap(masters.by_id(row.master_id), row.scope, old))
    unchanged = DataKey.objects.filter(scope=row.scope, master_id=row.master_id, wrapped=old)
    return bool(unchanged.update(master_id=name, wrapped=new))


def keys_by_master() -> Counter[str]:
    """How many data keys each master key wraps, also one that is not configured."""
    return Counter(DataKey.objects.values_list("master_id", flat=True))
