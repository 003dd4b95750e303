"""The recipe for PostgreSQL: the running system's role adds to the log and can do nothing else to it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.verification import verify_log
from tests.audit.logs import write
from tests.worlds import approved_case

RECIPE = (Path(__file__).resolve().parent.parent / "scripts" / "postgresql_roles.sql").read_text()
pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def as_the_running_system() -> Iterator[None]:
    assert connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(RECIPE)
        cursor.execute(RECIPE)
        cursor.execute("SET LOCAL ROLE notifier_app")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_the_system_does_its_work(by: Actor, now: datetime) -> None:
    approved_case(emails=2, letters=1, at=now, by=by)
    write(3, at=now, by=by)
    make_checkpoint(at=now)
    assert verify_log().holds


@pytest.mark.parametrize("table", ["audit_event", "audit_leaf", "audit_checkpoint", "audit_timestamp"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET id = 1",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "DROP TRIGGER {table}_no_change ON {table}",
        "DROP TABLE {table}",
    ],
)
def test_it_cannot_rewrite_the_log(statement: str, table: str) -> None:
    statement = statement.format(table=table).replace("audit_leaf SET id", "audit_leaf SET place")
    assert refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "DELETE FROM audit_tile",
        "DELETE FROM django_migrations",
        "CREATE TABLE public.mine (id int)",
    ],
)
def test_it_cannot_go_round_the_triggers(statement: str) -> None:
    assert refused(statement)


def refused(statement: str) -> bool:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return True
