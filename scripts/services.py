"""PostgreSQL and Redis for tests and benchmarks: those of this machine, else private ones that end with the work."""

import contextlib
import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

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
    """A server of our own in a temporary folder; PostgreSQL refuses to run as root, so root lends it another name."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not tools:
        raise CannotStart("PostgreSQL is not installed: run make install-dev")
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="notifier-pg-"))
    run_as: list[str] = []
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        run_as = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    subprocess.run(
        [*run_as, tools[-1] / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
    )
    options = ["-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    server = subprocess.Popen(
        [*run_as, tools[-1] / "postgres", "-D", data, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )
    url = f"postgres://postgres@127.0.0.1:{port}/postgres"

    def answers() -> bool:
        with contextlib.suppress(psycopg.Error), psycopg.connect(url, connect_timeout=1):
            return True
        return False

    try:
        wait_for(answers, "PostgreSQL")
        yield url
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def private_redis() -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        raise CannotStart("Redis is not installed: run make install-dev")
    port = free_port()
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
    )
    url = f"redis://127.0.0.1:{port}/9"

    def answers() -> bool:
        with contextlib.suppress(redis.RedisError):
            return bool(redis.Redis.from_url(url, socket_connect_timeout=1).ping())
        return False

    try:
        wait_for(answers, "Redis")
        yield url
    finally:
        server.terminate()
        server.wait()


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
