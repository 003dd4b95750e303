"""What is done with the keys, and what the log tells of it."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.vault import masters
from notifier.vault.actions import Rotation, WrongCode, confirm_escrow, note_rehearsal, rotate_keys
from notifier.vault.checking import RowFindings, StoreFindings
from notifier.vault.keystore import create_data_key, sealer_for
from notifier.vault.masters import UnknownMasterKey
from notifier.vault.recovery.escrow import confirmation_code, fingerprints, set_fingerprint
from notifier.vault.rewrapping import keys_by_master
from tests.vault.keys import NEW

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, Any]]:
    events = Event.objects.filter(subject="keys").order_by("id")
    return [(event.kind, read_event(bytes(event.body))["data"]) for event in events]


def test_the_log_keeps_which_keys_lie_on_paper_and_no_code(now: datetime, by: Actor) -> None:
    keys = masters.configured()
    code = confirmation_code(keys)
    confirm_escrow(code=code, by=by, at=now)
    data = {"masters": fingerprints(keys), "fingerprint": set_fingerprint(keys)}
    assert told() == [("keys.escrow_confirmed", data)]
    assert code not in str(told())


def test_the_code_of_other_keys_confirms_nothing(now: datetime, by: Actor, settings: Settings) -> None:
    code = confirmation_code(masters.configured())
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"
    with pytest.raises(WrongCode):
        confirm_escrow(code=code, by=by, at=now)
    assert told() == []


def test_a_rehearsal_leaves_its_counts(now: datetime, by: Actor) -> None:
    store, rows = StoreFindings({"m1": 3, "m0": 1}, (uuid4(),)), RowFindings(2, 0, 1)
    note_rehearsal(typed={"m1"}, store=store, rows=rows, of_copy=True, by=by, at=now)
    [(kind, data)] = told()
    assert kind == "keys.restore_rehearsed"
    assert data == {
        "masters": ["m1"], "of": "copy", "keys": 4, "keys_unreadable": 1,
        "rows_opened": 2, "rows_unreadable": 0, "rows_without_key": 1,
    }  # fmt: skip


def test_rotation_puts_every_key_under_the_first_master_and_says_what_may_go(
    now: datetime, by: Actor, settings: Settings
) -> None:
    scopes = [uuid4() for _ in range(3)]
    for scope in scopes:
        create_data_key(scope, at=now)
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"
    create_data_key(uuid4(), at=now)

    assert rotate_keys(by=by, at=now) == Rotation("m2", count=3, left=0, removable=("m1",))
    assert keys_by_master() == {"m2": 4}
    settings.MASTER_KEYS = NEW
    for scope in scopes:
        sealer_for(scope)
    data = {"master": "m2", "count": 3}
    assert told() == [("keys.rotation_begun", data), ("keys.rotated", data)]


def test_a_second_rotation_does_and_tells_nothing(now: datetime, by: Actor, settings: Settings) -> None:
    create_data_key(uuid4(), at=now)
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"
    rotate_keys(by=by, at=now)
    before = told()
    assert rotate_keys(by=by, at=now) == Rotation("m2", count=0, left=0, removable=("m1",))
    assert told() == before


def test_rotation_does_nothing_while_a_master_is_missing(now: datetime, by: Actor, settings: Settings) -> None:
    old = settings.MASTER_KEYS
    create_data_key(uuid4(), at=now)
    settings.MASTER_KEYS = NEW
    create_data_key(uuid4(), at=now)
    settings.MASTER_KEYS = "m3:" + old.partition(":")[2]
    with pytest.raises(UnknownMasterKey):
        rotate_keys(by=by, at=now)
    assert (keys_by_master(), told()) == ({"m1": 1, "m2": 1}, [])
