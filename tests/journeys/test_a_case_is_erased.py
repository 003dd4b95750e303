"""Given a finished campaign and last night's copy of the database, when a case is erased, then nothing opens what its
patients were, neither here nor in the copy with today's key store and the master key; whoever kept a reference is still
confirmed; and an erasure killed at any moment is ended by the next one.
"""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.journeys.house import ROOT, House, Post, counting_post
from tests.journeys.test_no_canary_sings import files_of, heard, prepare, tables

MANY = 600
# Opens every sealed blob of every case it can; prints how many opened and why the others did not.
OPEN_ALL = """
import json
from collections import Counter
from notifier.breaches.models import Case
from notifier.delivery.models import Attempt, MadeLetter
from notifier.rosters.models import Patient, StagedRoster
from notifier.vault.keystore import NoDataKey, sealer_for
from notifier.vault.sealing import CannotOpen
opened = Counter()
def look(table, case, row, blob):
    try:
        sealer_for(case).open(table, row, bytes(blob))
        opened["opened"] += 1
    except (NoDataKey, CannotOpen) as problem:
        opened[type(problem).__name__] += 1
for p in Patient.objects.all():
    look("patients", p.case_id, p.pk, p.sealed)
for s in StagedRoster.objects.all():
    look("staged_rosters", s.case_id, s.pk, s.sealed)
for a in Attempt.objects.filter(sealed__isnull=False).select_related("notice"):
    look("attempts", a.notice.case_id, a.pk, a.sealed)
for m in MadeLetter.objects.select_related("attempt__notice"):
    look("letters", m.attempt.notice.case_id, m.attempt_id, m.sealed)
print(json.dumps(opened))
"""
ASK = """
import json
from django.test import Client
from notifier.notices.models import Notice
client = Client(headers={"accept-language": "fr", "host": "127.0.0.1"})
print(json.dumps([client.post("/avis/", {"reference": r}).content.decode() for r in
                  Notice.objects.filter(patient=None).order_by("pk").values_list("reference", flat=True)]))
"""
STATE = """
import json
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.rosters.models import Patient
case = Case.objects.get()
kinds = list(Event.objects.values_list("kind", flat=True))
print(json.dumps({"erased": case.erased_at is not None, "patients": Patient.objects.count(),
                  "begun": kinds.count("case.erasure_begun"), "certificates": kinds.count("case.erased")}))
"""


def shell(house: House, code: str) -> object:
    return json.loads(house.manage("shell", "--verbosity", "0", "-c", code).splitlines()[-1])


def finished_home(folder: Path, env: dict[str, str]) -> tuple[House, str]:
    """One patient told by e-mail, one by letter, and some hundreds nobody has owed a notice yet."""
    house = House(folder / "home", env)
    case = prepare(house, folder)
    house.manage("send")
    house.manage("print_run", "--case", case, "--plain", "--out", str(folder / "print"))
    more = folder / "more.csv"
    more.write_text("nom;prénom;courriel\n" + "".join(f"Zyxwvq;Zoé;qvwxyz{n}@example.org\n" for n in range(MANY)))
    house.manage("import_roster", "--case", case, str(more))
    return house, case


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """Made once; every test works on a copy."""
    with counting_post() as (_, address):
        yield finished_home(tmp_path_factory.mktemp("finished"), {"EMAIL_URL": address, "NOTIFIER_DEMO": "headless"})


@pytest.fixture
def told(finished: tuple[House, str], tmp_path: Path) -> tuple[House, str]:
    return copied(finished[0], tmp_path / "home"), finished[1]


def copied(house: House, home: Path) -> House:
    shutil.copytree(house.home, home)
    return House(home, house.env)


def wrapped_key(house: House) -> bytes:
    with sqlite3.connect(house.home / "keys.sqlite3") as keys:
        [(wrapped,)] = keys.execute("select wrapped from vault_datakey").fetchall()
    return bytes(wrapped)


def test_an_old_copy_with_todays_key_store_and_the_master_key_opens_nothing(
    told: tuple[House, str], tmp_path: Path
) -> None:
    house, case = told
    thief = copied(house, tmp_path / "copy")
    key = wrapped_key(house)
    assert shell(house, OPEN_ALL) == {"opened": 5 + MANY}

    answer = house.manage_json("erase", "--case", case, "--yes")
    assert (answer["verdict"], answer["patients"], answer["clean"]) == ("erased", 2 + MANY, True)

    for name in ("keys.sqlite3", "master.keys"):
        shutil.copy(house.home / name, thief.home / name)
    assert shell(thief, OPEN_ALL) == {"NoDataKey": 5 + MANY}
    for path in house.home.rglob("*"):
        assert not path.is_file() or key not in path.read_bytes(), path.name


def test_nobody_is_named_and_everybody_confirmed(told: tuple[House, str], finished: tuple[House, str]) -> None:
    house, case = told
    house.manage("erase", "--case", case, "--yes")
    assert files_of(house.home) == {}
    pages = shell(house, ASK)
    assert isinstance(pages, list)
    assert len(pages) == 2
    assert all("Oui, un avis porte cette référence." in page for page in pages)
    refused = house.manage("import_roster", "--case", case, str(finished[0].home.parent / "roster.csv"), expect=1)
    assert refused == ""


ERASE = """
import sys
from django.core.management import call_command
from notifier.dossiers.management.commands import erase
print("ready", flush=True)
sys.stdin.readline()
call_command("erase", "--case", {case!r}, "--yes")
"""


def kill_at_random(house: House, case: str, delay: float) -> bool:
    """Kill an erasure that long after its first step; returns whether it was killed before its end."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", ERASE.format(case=case)],
        cwd=ROOT,
        env=house.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    process.stdin.write(b"\n")
    process.stdin.flush()
    time.sleep(delay)
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("seed", range(8))
def test_an_erasure_killed_at_any_moment_is_ended_by_the_next(told: tuple[House, str], seed: int) -> None:
    house, case = told
    kill_at_random(house, case, random.Random(seed).uniform(0, 0.2))
    house.manage("erase", "--case", case, "--yes")
    assert shell(house, STATE) == {"erased": True, "patients": 0, "begun": 1, "certificates": 1}


STEPS = ("destroy_data_key", "finish_erasure", "clean_files")
DIE = """
import os, signal
from django.core.management import call_command
from notifier.dossiers.dispatch import erasing
setattr(erasing, {step!r}, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))
call_command("erase", "--case", {case!r}, "--yes")
"""


def die_at(house: House, case: str, step: str) -> int:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", DIE.format(step=step, case=case)],
        cwd=ROOT,
        env=house.environment,
        capture_output=True,
        check=False,
    )
    return done.returncode


def test_killed_before_each_step_it_goes_on_there(told: tuple[House, str]) -> None:
    house, case = told
    for step in STEPS:
        assert die_at(house, case, step) == -9
    house.manage("apply_retention")
    assert shell(house, STATE) == {"erased": True, "patients": 0, "begun": 1, "certificates": 1}


@pytest.mark.postgres
def test_on_postgresql_as_well(tmp_path: Path, post: tuple[Post, str], postgres: str) -> None:
    env = {"EMAIL_URL": post[1], "DATABASE_URL": postgres, "NOTIFIER_DEMO": "headless"}
    house, case = finished_home(tmp_path, env)
    for step in STEPS:
        assert die_at(house, case, step) == -9
    house.manage("erase", "--case", case, "--yes")
    assert shell(house, STATE) == {"erased": True, "patients": 0, "begun": 1, "certificates": 1}
    assert shell(house, OPEN_ALL) == {}
    with psycopg.connect(postgres, autocommit=True) as database:
        assert {table: birds for table, data in tables(database) if (birds := heard(data))} == {}
    assert files_of(house.home) == {}
