"""Faults of the machine under the outbox: a full disk, a clock that steps, a task that is given out again while it
still runs. Each with a mail server that counts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Thread, Timer

import pytest
from django.db import DatabaseError, connection, connections

from notifier.audit.actors import Actor
from notifier.delivery.actions import sweep
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.face import Channel as ChannelFace
from notifier.delivery.dispatch import work_batch
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.smtp import Script, smtp_server
from tests.worlds import approved_case


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def port(script: Script) -> Iterator[int]:
    with smtp_server(script) as port:
        yield port


@contextmanager
def open_mail(port: int) -> Iterator[Mapping[Channel, ChannelFace]]:
    relay = Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5)
    email = EmailChannel(relay, "information@example.org")
    try:
        yield {Channel.EMAIL: email}
    finally:
        email.close()


@pytest.fixture
def mail(port: int) -> Iterator[Mapping[Channel, ChannelFace]]:
    with open_mail(port) as mail:
        yield mail


def states() -> Counter[str]:
    return Counter(Notice.objects.values_list("state", flat=True))


@contextmanager
def full_disk() -> Iterator[None]:
    """No room for more than a few rows. SQLite is given a limit, and answers as on a full disk; PostgreSQL has none to
    give, and is made to say what it says then.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages + 12}")
        else:
            cursor.execute(_FULL)
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA max_page_count = {2**30}")
            else:
                cursor.execute("DROP FUNCTION full_disk CASCADE")


_FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF (SELECT count(*) FROM delivery_attempt) > 20 THEN
        RAISE EXCEPTION 'the disk is full' USING ERRCODE = 'disk_full';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON delivery_attempt FOR EACH ROW EXECUTE FUNCTION full_disk()
"""


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_stops_the_run_and_room_lets_it_go_on(
    script: Script, mail: Mapping[Channel, ChannelFace], now: datetime, by: Actor
) -> None:
    approved_case(emails=60, at=now, by=by)
    with full_disk(), pytest.raises(DatabaseError, match="full"):
        work_batch(mail, clock=lambda: now, by=by)
    told = len(script.messages)
    assert 0 < told < 60
    later = now + LEASE + timedelta(seconds=1)
    sweep(by=by, at=later)
    while not work_batch(mail, clock=lambda: later, by=by).is_idle:
        pass
    assert states()["in_doubt"] <= 1
    assert states()["sent"] + states()["in_doubt"] == 60
    assert len(script.recipients) == len(set(script.recipients))
    assert len(script.messages) in {59, 60}


@pytest.mark.django_db
@pytest.mark.parametrize("step", [timedelta(hours=-3), timedelta(hours=3), timedelta(minutes=4)])
def test_a_clock_that_steps_forth_and_back_tells_nobody_twice(
    step: timedelta, script: Script, mail: Mapping[Channel, ChannelFace], now: datetime, by: Actor
) -> None:
    approved_case(emails=25, at=now, by=by)
    readings = 0

    def clock() -> datetime:
        """Steps with every seventh reading, and steps back with the next."""
        nonlocal readings
        readings += 1
        return now + timedelta(hours=6, seconds=readings) + (step if readings // 17 % 2 else timedelta())

    for _ in range(60):
        sweep(by=by, at=clock())
        work_batch(mail, clock=clock, by=by)
    assert states() == {"sent": 25}
    assert len(script.messages) == len(set(script.recipients)) == 25


@pytest.fixture
def _closed_connections() -> Iterator[None]:
    yield
    connections.close_all()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_closed_connections")
def test_a_task_given_out_again_while_it_still_runs_tells_nobody_twice(
    script: Script, port: int, now: datetime, by: Actor
) -> None:
    """After the visibility timeout Redis gives a task to another worker, whether or not the first has ended."""
    approved_case(emails=80, at=now, by=by)
    faults: list[Exception] = []

    def task() -> None:
        try:
            with open_mail(port) as mail:
                sweep(by=by, at=now)
                while not work_batch(mail, clock=lambda: now, by=by, size=15).is_idle:
                    pass
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=task) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert states() == {State.SENT: 80}
    assert len(script.messages) == len(set(script.recipients)) == 80


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_closed_connections")
def test_a_row_that_another_worker_touches_for_a_moment_does_not_end_the_batch(
    script: Script, mail: Mapping[Channel, ChannelFace], now: datetime, by: Actor
) -> None:
    approved_case(emails=6, at=now, by=by)
    other, held = connection.copy(), []
    other.set_autocommit(False)

    def clock() -> datetime:
        """Between the claim and the first start another worker takes a lock, and gives it back soon."""
        if not held and Notice.objects.filter(state=State.CLAIMED).count() == 6:
            with other.cursor() as cursor:
                cursor.execute("SELECT id FROM notices_notice FOR UPDATE")
            held.append(Timer(0.01, other.connection.rollback))
            held[0].start()
        return now

    try:
        report = work_batch(mail, clock=clock, by=by)
        held[0].join()
    finally:
        other.close()
    assert (report.stopped, states()) == ("", {State.SENT: 6})
    assert len(script.messages) == 6
