"""Given some hundreds of cases under one master key, when the rotation to another is killed at random moments twenty
times and begun again, then at every moment every data key opens, and in the end under one master alone.
"""

import json
import os
import secrets
import sqlite3
import subprocess
import time
from pathlib import Path
from random import Random
from uuid import UUID

from notifier.lib.keyring import read_keyring
from notifier.vault.keystore import unwrap
from tests.journeys.house import House

KEYS, KILLS = 300, 20
ONE, OTHER = (f"{name}:{secrets.token_urlsafe(32)}=" for name in ("m1", "m2"))
FILL = f"""
from uuid import uuid4
from django.utils import timezone
from notifier.vault.keystore import create_data_key
for _ in range({KEYS}):
    create_data_key(uuid4(), at=timezone.now())
"""


def house_of(home: Path, *masters: str) -> House:
    return House(home, {"NOTIFIER_DEMO": "headless", "NOTIFIER_MASTER_KEYS": ",".join(masters)})


def data_keys(store: Path) -> dict[UUID, bytes]:
    """Every data key, opened with the master its row names; InvalidTag would end the journey."""
    masters = read_keyring(f"{ONE},{OTHER}")
    with sqlite3.connect(store) as connection:
        rows = connection.execute("select scope, master_id, wrapped from vault_datakey").fetchall()
    return {UUID(scope): unwrap(masters[name], UUID(scope), wrapped) for scope, name, wrapped in rows}


def under(store: Path) -> dict[str, int]:
    with sqlite3.connect(store) as connection:
        return dict(connection.execute("select master_id, count(*) from vault_datakey group by 1").fetchall())


def killed(house: House, store: Path, moment: float) -> bool:
    """Begin the rotation and kill it that many seconds after its first write; False when it came to its end before."""
    process = begun(house, store)
    try:
        time.sleep(moment)
        if process.poll() is not None:
            return False
        process.kill()
        return True
    finally:
        process.wait()


def begun(house: House, store: Path) -> subprocess.Popen[bytes]:
    """The rotation, which has just written for the first time."""
    written = os.stat(store).st_mtime_ns
    process = house.start("manage.py", "rotate_keys")
    while os.stat(store).st_mtime_ns == written and process.poll() is None:
        time.sleep(0.0005)
    return process


def writing(house: House, store: Path) -> float:
    """How many seconds a rotation left alone goes on writing: on each machine kills must fall in its midst. Asked of
    the file alone, since whoever reads the rows slows the writing.
    """
    process = begun(house, store)
    start = latest = time.perf_counter()
    seen = os.stat(store).st_mtime_ns
    while process.poll() is None:
        if (now := os.stat(store).st_mtime_ns) != seen:
            seen, latest = now, time.perf_counter()
        time.sleep(0.0005)
    return latest - start


def test_no_data_key_is_lost(tmp_path: Path) -> None:
    home, chance = tmp_path / "home", Random(2026)
    store = home / "keys.sqlite3"
    forth, back = house_of(home, OTHER, ONE), house_of(home, ONE, OTHER)
    for database in ("default", "keys"):
        back.manage("migrate", "--database", database, "--verbosity", "0")
    back.manage("shell", "--verbosity", "0", "-c", FILL)
    before = data_keys(store)
    assert (len(before), under(store)) == (KEYS, {"m1": KEYS})

    lasts = min(writing(forth, store), writing(back, store))
    kills, mixed, house = 0, 0, forth
    while kills < KILLS:
        kills += killed(house, store, chance.uniform(0, lasts))
        if len(under(store)) == 2:
            mixed += 1
        else:
            # All of it is done, whether the kill came too late or not at all: back again.
            house = back if house is forth else forth
        assert data_keys(store) == before

    assert mixed >= KILLS // 2, "the kills must fall in the midst of it"
    for house, master in ((forth, "m2"), (back, "m1"), (forth, "m2")):
        json.loads(house.manage("rotate_keys", "--json"))
        assert under(store) == {master: KEYS}
    assert data_keys(store) == before
    assert json.loads(forth.manage("rotate_keys", "--json")) == {
        "master": "m2", "count": 0, "left": 0, "removable": ["m1"],
    }  # fmt: skip
    house_of(home, OTHER).manage("keys", "check", "--json", expect=3)
