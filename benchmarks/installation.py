"""A fresh installation for one benchmark: an empty database, a data folder, a mail server that takes all.

The database is PostgreSQL's where there is one or can be, unless SQLite is asked for.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
import psycopg
from django.core.management import call_command

from benchmarks.sink import running_sink

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))
from services import found_postgres, free_port, private_postgres


@dataclass(frozen=True, slots=True)
class Installation:
    """`server` is PostgreSQL's URL without a database of ours, empty on SQLite; `port` the mail server's."""

    server: str
    port: int


@contextmanager
def fresh_installation(
    sink: Callable[[int], AbstractContextManager[None]] = running_sink, *, sqlite: bool = False
) -> Iterator[Installation]:
    """Django is set up inside; import its models only then. Everything is removed at the end."""
    home = Path(tempfile.mkdtemp(prefix="notifier-bench-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        server = ""
        if sqlite or not _has_postgres():
            os.environ["DATABASE_URL"] = f"sqlite:///{home}/notifier.sqlite3"
        else:
            server = found_postgres() or stack.enter_context(private_postgres())
            os.environ["DATABASE_URL"] = stack.enter_context(fresh_database(server, f"notifier_bench_{os.getpid()}"))
        port = free_port()
        stack.enter_context(sink(port))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "notifier.settings",
            "NOTIFIER_DEMO": "headless",
            "NOTIFIER_HOME": str(home),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        }
        django.setup()
        for database in ("default", "keys"):
            call_command("migrate", database=database, verbosity=0, interactive=False)
        stack.callback(django.db.connections.close_all)
        yield Installation(server, port)


def _has_postgres() -> bool:
    """A server that answers, or the programs of one."""
    return found_postgres() is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@contextmanager
def fresh_database(server: str, name: str) -> Iterator[str]:
    """Its URL; it is dropped at the end."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
