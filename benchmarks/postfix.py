"""Postfix's own test programs: `smtp-sink`, which takes everything, and `smtp-source`, which sends as fast as C can.

No mail server is installed for them: where the machine has none, the package is unpacked into a folder, and no more.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from benchmarks.sink import wait_for

_UNPACKED = Path(sys.prefix) / "postfix"


@contextmanager
def running_smtp_sink(port: int) -> Iterator[None]:
    program, env = _program("smtp-sink")
    # As root it asks for a user to become; anyone else is one already.
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen([program, *user, f"127.0.0.1:{port}", "1000"], env=env)  # noqa: S603 - Postfix's
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()


def smtp_source(port: int, *, messages: int, size: int, sessions: int, keep: bool = False) -> None:
    """Send that many messages of `size` bytes; `keep` leaves its connections open between them."""
    program, env = _program("smtp-source")
    options = ["-s", str(sessions), "-m", str(messages), "-l", str(size), *(["-d"] if keep else [])]
    addresses = ["-f", "information@example.org", "-t", "patient@example.org"]
    subprocess.run([program, *options, *addresses, f"127.0.0.1:{port}"], env=env, check=True)  # noqa: S603 - Postfix's


@lru_cache
def _program(name: str) -> tuple[str, dict[str, str]]:
    """Its path, and the environment it needs."""
    if found := shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin"):
        return found, dict(os.environ)
    if not _UNPACKED.exists():
        _unpack()
    return str(_UNPACKED / "usr/sbin" / name), {**os.environ, "LD_LIBRARY_PATH": str(_UNPACKED / "usr/lib/postfix")}


def _unpack() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # apt gives up its rights for downloads, and must be able to write here without them.
        Path(folder).chmod(0o777)
        subprocess.run(["apt-get", "download", "-qq", "postfix"], cwd=folder, check=True)  # noqa: S607 - Debian's
        package = next(Path(folder).glob("postfix_*.deb"))
        subprocess.run(["dpkg-deb", "-x", str(package), str(_UNPACKED)], check=True)  # noqa: S603, S607 - Debian's
