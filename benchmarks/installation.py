"""A fresh installation for one benchmark: an empty database, a data folder, a mail server that takes all.

The database is PostgreSQL's where there is one or can be, unless SQLite is asked for.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django
import psycopg
from django.core.management import call_command

from benchmarks.sink import running_sink

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))
from services import found_postgres, free_port, private_postgres


@contextmanager
def fresh_installation(*, sqlite: bool = False) -> Iterator[None]:
    """Django is set up inside; import its models only then. Everything is removed at the end."""
    home = Path(tempfile.mkdtemp(prefix="notifier-bench-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        if sqlite or not _has_postgres():
            os.environ["DATABASE_URL"] = f"sqlite:///{home}/notifier.sqlite3"
        else:
            server = found_postgres() or stack.enter_context(private_postgres())
            stack.enter_context(_database(server, f"notifier_bench_{os.getpid()}"))
        port = free_port()
        stack.enter_context(running_sink(port))
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
        yield


def _has_postgres() -> bool:
    """A server that answers, or the programs of one."""
    return found_postgres() is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@contextmanager
def _database(server: str, name: str) -> Iterator[None]:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{name}"
    try:
        yield
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
