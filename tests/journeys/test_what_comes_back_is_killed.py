"""Given e-mails of which many come back, by report and by a provider's webhook, twice and in any order, when those who
take it are killed at random moments, again and again, then each bounce counts once, nobody is lost, and nobody gets two
letters. RETURNED_NOTICES says how many patients there are.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

from tests.imap import Post as Box
from tests.imap import imap_server, own_certificate
from tests.journeys.house import ROOT, House, Post
from tests.post import dsns

PATIENTS = int(os.environ.get("RETURNED_NOTICES", "240"))
SENT = """select n.id, a.message_id, n.case_id from notices_notice n join delivery_attempt a on a.notice_id = n.id
    where n.state = 'sent' and a.channel = 'email' order by n.id"""
STATES = "select id, state, channel from notices_notice"
TOLD = "select subject, kind from audit_event where kind like 'notice.bounced%%' or kind = 'notice.delivered'"
LETTERS = """select a.notice_id from delivery_madeletter m join delivery_attempt a on a.id = m.attempt_id"""
NEXT = "select count(*) from delivery_feedback where step in ('', 'later')"
FULL = dsns.report("Action: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 mailbox full")


def report(message_id: str, own: int, *, is_hard: bool) -> bytes:
    """A mail server's word on our message, of today."""
    text = dsns.POSTFIX if is_hard else FULL
    today = format_datetime(datetime.now(UTC)).encode()
    changes = {
        dsns.ORIGINAL.encode(): message_id.encode(),
        b"Wed, 04 Mar 2026 11:00:00 +0100": today,
        b"<20260304.1@": f"<{own}@".encode(),
    }
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def event(notice: str, kind: str, own: int) -> dict[str, Any]:
    """Brevo's word on it."""
    reason = {"hard_bounce": "550 5.1.1 unknown", "soft_bounce": "452 4.2.2 full"}.get(kind, "")
    stamp = int(datetime.now(UTC).timestamp() * 1000)
    return {"event": kind, "id": own, "ts_epoch": stamp, "message-id": f"<{own}@brevo.example>", "reason": reason,
            "X-Mailin-custom": json.dumps({"notice": notice})}  # fmt: skip


def rows(database: Any, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.execute(sql.replace("%%", "%")).fetchall()]


def plain(notice: Any) -> str:
    return str(notice).replace("-", "")


def kill_the_takers(houses: tuple[House, House], connect: Any, box: Box, chance: Random, folder: Path) -> int:
    """Everything comes back at once, and is taken by who is killed; then the workers go on. Checks what came of it."""
    house, taking = houses
    with connect() as database:
        sent = [(plain(notice), message_id) for notice, message_id, _case in rows(database, SENT)]
    assert len(sent) > 40
    chance.shuffle(sent)
    quarter = len(sent) // 4
    hard, soft, delivered, silent = (sent[start * quarter : (start + 1) * quarter] for start in range(4))
    events: list[dict[str, Any]] = []
    reports: list[bytes] = []
    for place, (notice, message_id) in enumerate([*hard, *soft]):
        is_hard = place < len(hard)
        kind = "hard_bounce" if is_hard else "soft_bounce"
        # Told by one way, by the other, or by both; each as often as a bad line repeats it.
        if place % 3:
            reports += [report(message_id, place, is_hard=is_hard)] * (1 + place % 2)
        if place % 3 != 1:
            events += [event(notice, kind, place)] * (1 + place % 2)
    events += [event(notice, "delivered", 10**6 + place) for place, (notice, _) in enumerate(delivered)]
    events += [event("0" * 32, "hard_bounce", 1), event("f" * 32, "delivered", 2)]
    chance.shuffle(events)
    chance.shuffle(reports)
    for one in reports:
        box.drop(one)
    box.drop(b"Subject: Merci\n\nBonjour docteur.\n")
    told = folder / "events.json"
    told.write_text(json.dumps(events))
    command = [sys.executable, "-m", "tests.journeys.takers", str(chance.randrange(10**6)), str(told)]
    env = taking.environment | {"DJANGO_SETTINGS_MODULE": "notifier.settings"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    kills: int = json.loads(done.stdout)["kills"]

    assert len(box.shown()) == 1, "the reply is a person's to read, all else was put away"
    with connect() as database:
        assert rows(database, NEXT) == [(0,)]
        told_of = Counter((plain(subject.removeprefix("notice:")), kind) for subject, kind in rows(database, TOLD))
    assert set(told_of.values()) <= {1}
    by_letter = {notice for notice, kind in told_of if kind == "notice.bounced_by_letter"}
    again = {notice for notice, kind in told_of if kind == "notice.bounced_again"}
    waits = {notice for notice, kind in told_of if kind == "notice.bounced"}
    nowhere = {notice for notice, _ in hard} - by_letter
    assert again == {notice for notice, _ in soft}
    assert len(by_letter) > len(hard) / 2
    assert by_letter | nowhere == {notice for notice, _ in hard}
    assert waits <= nowhere

    # Nothing goes by e-mail to who waits a day; letters are made of all that may be written to.
    house.manage("send")
    with connect() as database:
        states = {plain(notice): (state, channel) for notice, state, channel in rows(database, STATES)}
        letters = Counter(plain(notice) for (notice,) in rows(database, LETTERS))
    assert {states[notice] for notice in by_letter} == {("ready_to_print", "letter")}
    assert {states[notice] for notice in again} == {("queued", "email")}
    assert {states[notice][0] for notice in nowhere} <= {"held", "failed"}
    assert {states[notice] for notice, _ in [*delivered, *silent]} == {("sent", "email")}
    assert set(letters.values()) == {1}
    assert by_letter <= set(letters)
    assert not {notice for notice, _ in [*soft, *delivered, *silent]} & set(letters)
    assert house.manage_json("check_completeness")["complete"] is True
    assert house.manage_json("verify_log")["holds"] is True
    return kills


def house_with_returns(
    home: Path, address: str, port: int, trusted: Path, *, patients: int, **more: str
) -> tuple[House, House]:
    """The house that sent its e-mails over a relay, and the same one as it takes what comes back."""
    house = House(home, {"EMAIL_URL": address, "NOTIFIER_DEMO": "headless", **more})
    house.manage("demo", "--headless", "--json", "--patients", str(patients), "--physicians", "2", "--leave-queued")
    house.manage("send", "--until-done")
    taking = {
        "NOTIFIER_BOUNCE_IMAP_HOST": "127.0.0.1", "NOTIFIER_BOUNCE_IMAP_PORT": str(port),
        "NOTIFIER_BOUNCE_IMAP_USER": "retours", "NOTIFIER_BOUNCE_IMAP_PASSWORD": "secret",
        "NOTIFIER_MAIL_PROVIDER": "brevo", "NOTIFIER_MAIL_PROVIDER_KEY": "unused",
        "NOTIFIER_WEBHOOK_SECRET": "brevo:long-enough-for-a-journey", "SSL_CERT_FILE": str(trusted),
    }  # fmt: skip
    return house, House(home, {**house.env, **taking})


@pytest.mark.postgres
def test_on_postgresql(tmp_path: Path, post: tuple[Post, str], postgres: str) -> None:
    context, trusted = own_certificate(tmp_path)
    box = Box()
    with imap_server(box, context) as port:
        houses = house_with_returns(
            tmp_path / "house", post[1], port, trusted, patients=PATIENTS, DATABASE_URL=postgres
        )
        kills = kill_the_takers(houses, lambda: psycopg.connect(postgres), box, Random(2026), tmp_path)
    assert kills >= 10


def test_on_sqlite(tmp_path: Path, post: tuple[Post, str]) -> None:
    context, trusted = own_certificate(tmp_path)
    box = Box()
    with imap_server(box, context) as port:
        houses = house_with_returns(tmp_path / "house", post[1], port, trusted, patients=PATIENTS // 2)
        file = houses[0].home / "notifier.sqlite3"
        kills = kill_the_takers(houses, lambda: sqlite3.connect(file), box, Random(7), tmp_path)
    assert kills >= 10
