"""The living demo: it answers, it sends, it stops at once, and it begins again where it was."""

import re
import signal
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.journeys.house import House, free_port, wait_until


@contextmanager
def demo(house: House, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A demo that says it is ready; ended whatever happens."""
    process = house.start("manage.py", "demo", "--patients", "40", "--physicians", "4", "--port", str(port))
    try:
        wait_until(lambda: "Notifier tourne" in said(house) or process.poll() is not None, "the demo is ready")
        assert process.poll() is None, said(house)
        yield process
    finally:
        process.kill()
        process.wait()


def said(house: House) -> str:
    return house.logbook.read_text() if house.logbook.exists() else ""


def cases_with_notices(house: House) -> int:
    """The finished and the sending one, when the scene is set."""
    with closing(sqlite3.connect(house.home / "notifier.sqlite3")) as database:
        [count] = database.execute("select count(distinct case_id) from notices_notice").fetchone()
        return int(count)


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        page: str = answer.read().decode()
        return page


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_lives_stops_and_begins_again(tmp_path: Path, how: signal.Signals) -> None:
    house, port = House(tmp_path), free_port()
    for _ in range(2):
        house.logbook.unlink(missing_ok=True)
        with demo(house, port) as process:
            address = re.search(r"http://127\.0\.0\.1:\d+", said(house))
            assert address is not None
            assert "Référence" in fetch(f"{address[0]}/avis/")
            process.send_signal(how)
            assert process.wait(timeout=60) == 0
        assert "Traceback" not in said(house)
        assert "demonstration-2026" in said(house)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_preparation_that_was_stopped_is_taken_up_again(tmp_path: Path, how: signal.Signals) -> None:
    house, port = House(tmp_path), free_port()
    process = house.start("manage.py", "demo", "--patients", "2000", "--physicians", "4", "--port", str(port))
    try:
        wait_until(lambda: any((tmp_path / "courrier").glob("*.eml")), "the demo sends")
        process.send_signal(how)
        assert process.wait(timeout=60) == 130
    finally:
        process.kill()
        process.wait()
    assert "la même commande la reprend" in said(house)
    assert "Traceback" not in said(house)
    assert cases_with_notices(house) == 1
    with demo(house, port):
        assert cases_with_notices(house) == 2


def test_a_port_in_use_is_passed_over(tmp_path: Path) -> None:
    port = free_port()
    houses = [House(tmp_path / name) for name in ("one", "two")]
    for house in houses:
        house.home.mkdir()
    with demo(houses[0], port), demo(houses[1], port):
        assert f"http://127.0.0.1:{port}\n" in said(houses[0])
        assert f"http://127.0.0.1:{port}\n" not in said(houses[1])
