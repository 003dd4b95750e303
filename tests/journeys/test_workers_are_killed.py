"""Given a house that owes its patients e-mails, when its workers are killed at random moments, again and again, then
nobody is forgotten, nobody is told twice, and at most one message for each kill is in doubt. KILLED_NOTICES says how
many patients there are.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests.delivery.providers import Api, served
from tests.journeys.house import ROOT, House, Post

PATIENTS = int(os.environ.get("KILLED_NOTICES", "1200"))
LEFT = "select id, state from notices_notice where channel = 'email'"


def owe(house: House, patients: int) -> None:
    house.manage("demo", "--headless", "--json", "--patients", str(patients), "--physicians", "4", "--leave-queued")


def kill(house: House, *, workers: int, seed: int) -> int:
    command = [sys.executable, "-m", "tests.journeys.foreman", str(workers), str(seed)]
    env = house.environment | {"DJANGO_SETTINGS_MODULE": "notifier.settings"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    kills: int = json.loads(done.stdout)["kills"]
    # With -s: the figures of a long run.
    sys.stderr.write(f"killed {kills} workers\n")
    return kills


def check_everyone_once(notices: list[tuple[object, str]], post: Post, *, in_doubt: int) -> None:
    """Who counts as told was told once; who is in doubt at most once; nobody is left over, and nobody else was told."""
    received = Counter(str(message["Message-ID"]).strip("<>").partition(".")[0] for message in post.messages())
    states = {str(pk).replace("-", ""): state for pk, state in notices}
    found = Counter(states.values())
    sys.stderr.write(f"{dict(found)}\n")
    assert set(found) <= {"sent", "in_doubt", "held"}
    assert found["in_doubt"] <= in_doubt
    assert {pk: received[pk] for pk, state in states.items() if state == "sent"} == dict.fromkeys(
        (pk for pk, state in states.items() if state == "sent"), 1
    )
    assert max(received.values()) == 1
    assert all(states[pk] in {"sent", "in_doubt"} for pk in received)


def check_log(house: House) -> None:
    assert house.manage_json("verify_log")["holds"] is True


@pytest.mark.postgres
def test_two_workers_on_postgresql(tmp_path: Path, post: tuple[Post, str], postgres: str) -> None:
    server, address = post
    house = House(tmp_path, {"EMAIL_URL": address, "DATABASE_URL": postgres, "NOTIFIER_DEMO": "headless"})
    owe(house, PATIENTS)
    kills = kill(house, workers=2, seed=2026)
    with psycopg.connect(postgres) as database:
        notices = database.execute(LEFT).fetchall()
    check_everyone_once(notices, server, in_doubt=kills)
    check_log(house)
    assert kills >= 20


@pytest.mark.postgres
def test_two_workers_at_a_provider(tmp_path: Path, post: tuple[Post, str], postgres: str) -> None:
    """Under a key by which a request made twice is one message nothing is left in doubt, and nobody is told twice."""
    api = Api("brevo")
    with served(api) as port:
        provider = {
            "NOTIFIER_MAIL_PROVIDER": "brevo", "NOTIFIER_MAIL_PROVIDER_KEY": "key",
            "NOTIFIER_MAIL_PROVIDER_URL": f"http://127.0.0.1:{port}/",
        }  # fmt: skip
        relayed = {"EMAIL_URL": post[1], "DATABASE_URL": postgres, "NOTIFIER_DEMO": "headless"}
        house = House(tmp_path, relayed | provider)
        owe(house, PATIENTS // 10)
        kills = kill(house, workers=2, seed=8)
    with psycopg.connect(postgres) as database:
        notices = dict(database.execute(LEFT).fetchall())
        repeats = database.execute("select count(*) from audit_event where kind = 'attempt.repeated'").fetchall()
    told = Counter(said.headers["Message-ID"].strip("<>").partition(".")[0] for said in api.sent)
    assert set(notices.values()) <= {"sent", "held"}
    assert told == Counter(str(pk).replace("-", "") for pk, state in notices.items() if state == "sent")
    assert repeats[0][0] >= 1
    assert house.manage_json("check_completeness")["complete"] is True
    check_log(house)
    assert kills >= 5


def test_one_worker_on_sqlite(tmp_path: Path, post: tuple[Post, str]) -> None:
    server, address = post
    house = House(tmp_path, {"EMAIL_URL": address, "NOTIFIER_DEMO": "headless"})
    owe(house, PATIENTS // 4)
    kills = kill(house, workers=1, seed=7)
    with sqlite3.connect(tmp_path / "notifier.sqlite3") as database:
        notices = database.execute(LEFT).fetchall()
    check_everyone_once(notices, server, in_doubt=kills)
    check_log(house)
    assert kills >= 5
