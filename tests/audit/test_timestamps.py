"""Time stamps from a real authority (OpenSSL) on this machine."""

import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Checkpoint, TimeStamp
from notifier.audit.timestamps import NoTimeStamp, stamp_checkpoint, stamp_holds
from notifier.audit.verification import verify_log
from tests.audit.logs import write
from tests.audit.tsa import make_authority, running_authority

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tsa")
    make_authority(folder)
    return folder


@pytest.fixture
def authority(folder: Path, settings: Settings) -> Iterator[str]:
    settings.TSA_ROOTS = str(folder / "ca.pem")
    with running_authority(folder) as url:
        settings.TSA_URL = url
        yield url


@pytest.fixture
def checkpoint(by: Actor, now: datetime) -> Checkpoint:
    write(3, at=now, by=by)
    return make_checkpoint(at=now)


def test_a_checkpoint_is_stamped_once(authority: str, checkpoint: Checkpoint, now: datetime) -> None:
    stamp = stamp_checkpoint(checkpoint=checkpoint, at=now)
    assert (stamp.size, stamp.authority) == (checkpoint.size, authority)
    assert stamp_holds(bytes(stamp.token), bytes(checkpoint.note))
    assert stamp_checkpoint(checkpoint=checkpoint, at=now) == stamp
    assert verify_log().holds


def test_openssl_agrees(authority: str, checkpoint: Checkpoint, now: datetime, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "stamp.tsr").write_bytes(bytes(stamp_checkpoint(checkpoint=checkpoint, at=now).token))
    (tmp_path / "checkpoint.txt").write_bytes(bytes(checkpoint.note))
    verify = ["openssl", "ts", "-verify", "-in", "stamp.tsr", "-data", "checkpoint.txt", "-CAfile", folder / "ca.pem"]
    done = subprocess.run(verify, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout + done.stderr


def test_a_stamp_of_something_else_does_not_hold(authority: str, checkpoint: Checkpoint, now: datetime) -> None:
    token = bytes(stamp_checkpoint(checkpoint=checkpoint, at=now).token)
    assert not stamp_holds(token, bytes(checkpoint.note) + b"\n")
    assert not stamp_holds(token[:-1] + bytes([token[-1] ^ 1]), bytes(checkpoint.note))
    assert not stamp_holds(b"nonsense", bytes(checkpoint.note))


def test_another_authoritys_stamp_does_not_hold(
    authority: str, checkpoint: Checkpoint, now: datetime, tmp_path: Path, settings: Settings
) -> None:
    token = bytes(stamp_checkpoint(checkpoint=checkpoint, at=now).token)
    settings.TSA_ROOTS = str(make_authority(tmp_path))
    assert not stamp_holds(token, bytes(checkpoint.note))


def test_verification_finds_a_stamp_that_was_moved(
    authority: str, checkpoint: Checkpoint, by: Actor, now: datetime
) -> None:
    stamp = stamp_checkpoint(checkpoint=checkpoint, at=now)
    write(1, at=now, by=by)
    later = make_checkpoint(at=now)
    TimeStamp.objects.create(size=later.size, authority="http://other.test", token=stamp.token, made_at=now)
    assert [finding.code for finding in verify_log().findings] == ["time_stamp_differs"]


def test_an_authority_that_is_silent_or_talks_nonsense_leaves_nothing(
    authority: str, checkpoint: Checkpoint, now: datetime, settings: Settings, folder: Path
) -> None:
    settings.TSA_URL = "http://127.0.0.1:9/"
    with pytest.raises(NoTimeStamp):
        stamp_checkpoint(checkpoint=checkpoint, at=now)
    assert not TimeStamp.objects.exists()
