"""Given a house in the midst of sending, when its broker, its database and its relay fail one after the other and come
back, or a worker sleeps past its lease, then the run goes on to its end by itself and everyone is told once.
"""

import signal
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
import redis

from scripts.services import PrivatePostgres, PrivateRedis
from tests.journeys.house import House, Post, free_port, open_post, running, wait_until
from tests.journeys.test_workers_are_killed import LEFT, check_everyone_once, check_log, owe

PATIENTS = 900
MOVING = "select count(*) from notices_notice where channel = 'email' and state in ('queued', 'claimed', 'sending')"
# Who held these has lost the database, or sleeps: all that is missing is that some minutes pass.
LET_TIME_PASS = "update notices_notice set lease_until = now() - interval '1 second' where token is not null"


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as database:
        cursor = database.execute(query)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.postgres
@pytest.mark.redis
def test_the_run_survives_its_broker_its_database_and_its_relay(tmp_path: Path) -> None:
    post, port = Post(), free_port()
    celery = ("-m", "celery", "-A", "notifier.celery")
    with PrivatePostgres() as postgres, PrivateRedis() as broker, ExitStack() as processes:
        house = House(
            tmp_path,
            {
                "EMAIL_URL": f"smtp://127.0.0.1:{port}", "DATABASE_URL": postgres.url, "REDIS_URL": broker.url,
                "NOTIFIER_DEMO": "headless",
            },
        )  # fmt: skip
        owe(house, PATIENTS)
        post.delay = 0.005
        for number in (1, 2):
            worker = (*celery, "worker", "--concurrency", "1", "--hostname", f"w{number}@%h")
            processes.enter_context(running(house, *worker))
            # Two beats at once: every tick comes twice.
            beat = (*celery, "beat", "--schedule", str(tmp_path / f"beat{number}"))
            processes.enter_context(running(house, *beat))

        def further(count: int) -> None:
            wanted = len(post.taken) + count
            wait_until(lambda: len(post.taken) >= wanted, f"{wanted} messages are taken")

        with open_post(post, port):
            further(40)
            redis.Redis.from_url(broker.url).flushall()
            further(40)
            broker.stop()
            broker.start()
            further(40)
        # The relay is gone, and comes back.
        with open_post(post, port):
            further(40)
            postgres.stop()
            postgres.start()
            ask(postgres.url, LET_TIME_PASS)
            wait_until(lambda: ask(postgres.url, MOVING) == [(0,)], "every e-mail has its end")

        notices = ask(postgres.url, LEFT)
        # One for each worker when the relay went, and one when the database did.
        check_everyone_once(notices, post, in_doubt=4)  # type: ignore[arg-type]
        check_log(house)


@pytest.mark.postgres
def test_a_worker_that_slept_past_its_lease_sends_nothing_more(
    tmp_path: Path, post: tuple[Post, str], postgres: str
) -> None:
    server, address = post
    house = House(tmp_path, {"EMAIL_URL": address, "DATABASE_URL": postgres, "NOTIFIER_DEMO": "headless"})
    owe(house, 300)
    server.delay = 0.005
    sleeper = house.start("manage.py", "send")
    wait_until(lambda: len(server.taken) >= 20, "it is in the midst of it")
    sleeper.send_signal(signal.SIGSTOP)
    ask(postgres, LET_TIME_PASS)
    server.delay = 0.0
    house.manage("send", "--until-done")
    told = len(server.taken)
    sleeper.send_signal(signal.SIGCONT)
    assert sleeper.wait(60) == 0
    # The one message it had begun before it slept, and had not handed over yet, is the only one that may follow.
    assert len(server.taken) - told <= 1
    notices = ask(postgres, LEFT)
    check_everyone_once(notices, server, in_doubt=1)  # type: ignore[arg-type]
    assert Counter(state for _, state in notices)["sent"] >= told - 1
    check_log(house)
