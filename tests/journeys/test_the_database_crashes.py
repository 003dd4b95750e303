"""Given a worker in the midst of its e-mails, when PostgreSQL crashes, then on its return what the worker held is in
doubt, nobody is told twice, and all others are told without anyone's help.

How much the crash loses is PostgreSQL's affair, and differs; that what seems claimed is never taken back is not.
"""

import signal
import time
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from notifier.delivery.rules import BATCH
from scripts.services import PrivatePostgres
from tests.journeys.house import House, Post, wait_until
from tests.journeys.test_workers_are_killed import LEFT, check_everyone_once, check_log, owe

PATIENTS = 4 * BATCH


@pytest.mark.postgres
def test_what_the_crash_may_have_lost_is_in_doubt(tmp_path: Path, post: tuple[Post, str]) -> None:
    server, address = post
    with PrivatePostgres() as postgres:
        house = House(tmp_path, {"EMAIL_URL": address, "DATABASE_URL": postgres.url, "NOTIFIER_DEMO": "headless"})
        owe(house, PATIENTS)
        # Slow enough that the crash falls into the second batch, and not behind the last e-mail.
        server.delay = 0.02
        worker = house.start("manage.py", "send")
        wait_until(lambda: len(server.taken) > BATCH + BATCH // 3, "the second batch is under way")
        worker.send_signal(signal.SIGSTOP)
        time.sleep(0.1)
        postgres.crash()
        postgres.start()
        worker.send_signal(signal.SIGCONT)
        assert worker.wait(60) != 0

        server.delay = 0.0
        house.manage("send", "--until-done")
        with psycopg.connect(postgres.url) as database:
            notices = database.execute(LEFT).fetchall()
            crashes = database.execute("select count(*) from audit_event where kind = 'database.crashed'").fetchone()
        check_everyone_once(notices, server, in_doubt=BATCH)
        assert Counter(state for _, state in notices)["in_doubt"] > 0
        assert crashes == (1,)
        check_log(house)
