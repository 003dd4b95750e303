"""PostgreSQL and Redis for tests and benchmarks: those of this machine, else private ones that end with the work."""

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import redis

PATIENCE = 60


class CannotStart(RuntimeError):
    """A service did not come up."""


def found_postgres() -> str | None:
    """A server on the standard port that lets us create databases."""
    for user in dict.fromkeys(["postgres", getpass.getuser()]):
        url = f"postgres://{user}@127.0.0.1:5432/postgres"
        with contextlib.suppress(psycopg.Error), psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user")
            if row.fetchone() == (True,):
                return url
    return None


def found_redis() -> str | None:
    url = "redis://127.0.0.1:6379/9"
    with contextlib.suppress(redis.RedisError):
        redis.Redis.from_url(url, socket_connect_timeout=3).ping()
        return url
    return None


@contextlib.contextmanager
def private_postgres() -> Iterator[str]:
    """The URL of a server of our own, which ends with the work."""
    with PrivatePostgres() as server:
        yield server.url


class PrivatePostgres:
    """A server of our own in a temporary folder, which can be stopped, crashed and started again. PostgreSQL refuses to
    run as root, so root lends it another name.
    """

    def __init__(self, *options: str) -> None:
        tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        if not tools:
            raise CannotStart("PostgreSQL is not installed: run make install-dev")
        self._tools, self._more = tools[-1], options
        self._port = free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self._port}/postgres"
        self._how: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
        if os.geteuid() == 0:
            self._how |= {"user": "postgres", "group": "postgres", "extra_groups": []}

    def __enter__(self) -> "PrivatePostgres":
        self._folder = tempfile.TemporaryDirectory(prefix="notifier-pg-", ignore_cleanup_errors=True)
        if "user" in self._how:
            shutil.chown(self._folder.name, self._how["user"], self._how["group"])
        initdb = [self._tools / "initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(initdb, check=True, **self._how)
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        self._folder.cleanup()

    def start(self) -> None:
        options = ["-p", str(self._port), "-c", "listen_addresses=127.0.0.1"]
        options += ["-c", f"unix_socket_directories={self._folder.name}", *self._more]
        self._server = subprocess.Popen([self._tools / "postgres", "-D", self._data, *options], **self._how)
        wait_for(self._answers, "PostgreSQL")

    def stop(self) -> None:
        """Its fast way to stop; on SIGTERM it would wait for a forgotten client."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """What `pg_ctl stop -m immediate` does: all its processes quit at once, and nothing more is written."""
        self._end(signal.SIGQUIT)

    def _end(self, how: signal.Signals) -> None:
        self._server.send_signal(how)
        self._server.wait()

    @property
    def _data(self) -> str:
        return f"{self._folder.name}/data"

    def _answers(self) -> bool:
        with contextlib.suppress(psycopg.Error), psycopg.connect(self.url, connect_timeout=1):
            return True
        return False


@contextlib.contextmanager
def private_redis() -> Iterator[str]:
    """The URL of a server of our own, which ends with the work."""
    with PrivateRedis() as server:
        yield server.url


class PrivateRedis:
    """A server of our own that keeps nothing, and can be stopped and started again."""

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise CannotStart("Redis is not installed: run make install-dev")
        port = free_port()
        self._command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.url = f"redis://127.0.0.1:{port}/9"

    def __enter__(self) -> "PrivateRedis":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def start(self) -> None:
        self._server = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())
        wait_for(self._answers, "Redis")

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait()

    def _answers(self) -> bool:
        with contextlib.suppress(redis.RedisError):
            return bool(redis.Redis.from_url(self.url, socket_connect_timeout=1).ping())
        return False


def wait_for(answers: Callable[[], bool], name: str) -> None:
    end = time.monotonic() + PATIENCE
    while not answers():
        if time.monotonic() > end:
            raise CannotStart(f"{name} did not answer within {PATIENCE} s")
        time.sleep(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
