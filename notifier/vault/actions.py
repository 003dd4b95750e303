"""What is done with the keys, each act with its event."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.vault import masters
from notifier.vault.checking import RowFindings, StoreFindings
from notifier.vault.keystore import scrub
from notifier.vault.recovery import escrow
from notifier.vault.rewrapping import keys_by_master, rewrap, stale_keys


class WrongCode(ValueError):
    """The code is not the one on the sheet of the master keys in use."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """`master` wraps now what it can; `count` keys were put under it this time, `left` are still elsewhere."""

    master: str
    count: int
    left: int
    removable: tuple[str, ...]


@transaction.atomic
def confirm_escrow(*, code: str, by: Actor, at: datetime) -> None:
    """Record that a person holds the sheet with the master keys in use. Raises WrongCode."""
    keys = masters.configured()
    if not escrow.is_code_of(keys, code):
        raise WrongCode("not the code of these keys")
    data = {"masters": escrow.fingerprints(keys), "fingerprint": escrow.set_fingerprint(keys)}
    record(Fact(escrow.CONFIRMED, escrow.SUBJECT, data=data), by=by, at=at)


@transaction.atomic
def note_rehearsal(
    *,
    typed: Collection[str],
    store: StoreFindings,
    rows: RowFindings,
    of_copy: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Record a restore that was tried with the keys of the sheet alone, whatever came of it."""
    data = {
        "masters": sorted(typed),
        "of": "copy" if of_copy else "store",
        "keys": store.total,
        "keys_unreadable": len(store.unreadable),
        "rows_opened": rows.opened,
        "rows_unreadable": rows.unreadable,
        "rows_without_key": rows.without_key,
    }
    record(Fact("keys.restore_rehearsed", escrow.SUBJECT, data=data), by=by, at=at)


def rotate_keys(*, by: Actor, at: datetime) -> Rotation:
    """Put every data key under the current master, each in a transaction of its own: may be killed at any moment and
    run again. Raises UnknownMasterKey before anything is done where a key's master is not configured.
    """
    name, _ = masters.current()
    waiting = stale_keys()
    for master_id in {row.master_id for row in waiting}:
        masters.by_id(master_id)
    if waiting:
        _tell("keys.rotation_begun", name, len(waiting), by, at)
    count = sum(rewrap(row) for row in waiting)
    # Also where nothing waited: a run that was killed may have left replaced keys in the pages.
    scrub()
    if waiting:
        _tell("keys.rotated", name, count, by, at)
    in_use = keys_by_master()
    removable = tuple(old for old in masters.configured() if old != name and not in_use[old])
    return Rotation(name, count, in_use.total() - in_use[name], removable)


@transaction.atomic
def _tell(kind: str, master: str, count: int, by: Actor, at: datetime) -> None:
    record(Fact(kind, escrow.SUBJECT, data={"master": master, "count": count}), by=by, at=at)
