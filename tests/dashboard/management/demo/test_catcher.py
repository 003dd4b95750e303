"""The demo's mail server."""

import smtplib
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from notifier.dashboard.management.demo import catcher as module
from notifier.dashboard.management.demo.catcher import Catcher
from tests.journeys.house import free_port


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[Catcher]:
    catcher = Catcher(free_port(), folder=tmp_path / "courrier")
    catcher.start()
    yield catcher
    catcher.stop()


def send(catcher: Catcher, count: int) -> None:
    with smtplib.SMTP("127.0.0.1", catcher._controller.port) as smtp:
        for number in range(count):
            smtp.sendmail("a@example.org", ["b@example.org"], f"Subject: {number}\r\n\r\nbonjour\r\n")


def test_every_message_is_taken_and_kept(catcher: Catcher, tmp_path: Path) -> None:
    send(catcher, 3)
    assert catcher.count == len(catcher.messages) == 3
    files = sorted((tmp_path / "courrier").iterdir())
    assert [path.name for path in files] == ["0001.eml", "0002.eml", "0003.eml"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_the_folder_stays_small(catcher: Catcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 2)
    send(catcher, 5)
    assert len(list((tmp_path / "courrier").iterdir())) == 2
    assert catcher.count == 5


def test_a_pause_comes_before_the_answer_and_loses_nothing(catcher: Catcher) -> None:
    catcher.pause = 0.01
    send(catcher, 2)
    assert catcher.count == 2
