"""The living demo: it answers, it sends, it stops at once, and it begins again where it was."""

import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.house import House, free_port, wait_until


def begin(house: House, port: int) -> subprocess.Popen[bytes]:
    demo = house.start("manage.py", "demo", "--patients", "60", "--physicians", "4", "--port", str(port))
    wait_until(lambda: "Notifier tourne" in said(house) or demo.poll() is not None, "the demo says where it is")
    assert demo.poll() is None, said(house)
    return demo


def said(house: House) -> str:
    return house.logbook.read_text() if house.logbook.exists() else ""


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        page: str = answer.read().decode()
        return page


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_lives_stops_and_begins_again(tmp_path: Path, how: signal.Signals) -> None:
    house, port = House(tmp_path), free_port()
    for _ in range(2):
        house.logbook.unlink(missing_ok=True)
        demo = begin(house, port)
        address = re.search(r"http://127\.0\.0\.1:\d+", said(house))
        assert address is not None
        assert "Référence" in fetch(f"{address[0]}/avis/")
        asked = time.monotonic()
        demo.send_signal(how)
        assert demo.wait(timeout=60) == 0
        # Far less than a batch would take at the demo's pace; generous, for machines are noisy.
        assert time.monotonic() - asked < 20
        assert "Traceback" not in said(house)
        assert "demonstration-2026" in said(house)


def test_a_port_in_use_is_passed_over(tmp_path: Path) -> None:
    house, port = House(tmp_path), free_port()
    first = begin(house, port)
    second_house = House(tmp_path / "two")
    second_house.home.mkdir()
    second = begin(second_house, port)
    try:
        assert f"http://127.0.0.1:{port}\n" in said(house)
        assert f"http://127.0.0.1:{port}\n" not in said(second_house)
    finally:
        for demo in (first, second):
            demo.terminate()
            demo.wait(timeout=60)
