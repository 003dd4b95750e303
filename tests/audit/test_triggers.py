"""The database itself refuses to rewrite the log."""

from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from notifier.audit import triggers
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.checks import triggers_are_installed
from notifier.audit.models import Event, Pending, TimeStamp
from tests.audit.logs import write

TABLES = ("audit_event", "audit_leaf", "audit_checkpoint", "audit_timestamp")


@pytest.fixture
def log(db: None, by: Actor, now: datetime) -> None:
    """A row in every table that is guarded."""
    write(1, at=now, by=by)
    size = make_checkpoint(at=now).size
    TimeStamp.objects.create(size=size, authority="http://tsa.test", token=b"token", made_at=now)


def refused(statement: str) -> bool:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return True


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_event SET kind = 'test.forged'",
        "UPDATE audit_leaf SET place = place + 100",
        "UPDATE audit_checkpoint SET size = 1",
        "UPDATE audit_timestamp SET size = 1",
    ],
)
def test_nothing_of_the_log_can_be_changed(change: str) -> None:
    assert refused(change)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_the_log_can_be_removed(table: str) -> None:
    assert refused(f"DELETE FROM {table}")


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_the_log_can_be_truncated(table: str) -> None:
    if connection.vendor == "sqlite":
        return  # SQLite has no TRUNCATE: emptying is the DELETE tried above.
    assert refused(f"TRUNCATE {table}")


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("same", ["id", "uid"])
def test_an_event_cannot_be_replaced(same: str) -> None:
    """SQLite's INSERT OR REPLACE, which removes a row without a DELETE, and PostgreSQL's upsert."""
    row = Event.objects.earliest("pk")
    values = "'2026-01-01', 'a', '', X'00', X'00'" if connection.vendor == "sqlite" else "now(), 'a', '', '', ''"
    uid = row.uid.hex if same == "uid" else "0" * 32
    columns = f"(id, uid, kind, at, actor, subject, body, seal) VALUES ({row.pk}, '{uid}', 'test.forged', {values})"
    if connection.vendor == "sqlite":
        assert refused(f"INSERT OR REPLACE INTO audit_event {columns}")
    else:
        assert refused(f"INSERT INTO audit_event {columns} ON CONFLICT (id) DO UPDATE SET kind = 'test.forged'")


def test_the_database_notes_every_event_as_waiting(db: None, by: Actor, now: datetime) -> None:
    write(3, at=now, by=by)
    assert set(Pending.objects.values_list("pk", flat=True)) == set(Event.objects.values_list("pk", flat=True))


def test_missing_triggers_are_found_and_put_back(db: None) -> None:
    triggers.remove(connection)
    found = triggers_are_installed(["default"])
    assert {error.id for error in found} == {"audit.E001"}
    assert len(found) == len(triggers.missing(connection)) > 8
    triggers.install(connection)
    assert triggers_are_installed(["default"]) == []


def test_a_trigger_that_was_made_harmless_is_found(db: None) -> None:
    """The name alone proves nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_truncate")
            cursor.execute("DROP TRIGGER audit_event_no_change ON audit_event")
            cursor.execute(
                "CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event "
                "FOR EACH ROW WHEN (false) EXECUTE FUNCTION audit_refuse()"
            )
            expected = {"audit_event_no_truncate", "audit_event_no_change"}
        else:
            cursor.execute("DROP TRIGGER audit_event_no_update")
            cursor.execute("CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT 1; END")
            expected = {"audit_event_no_update"}
    assert set(triggers.missing(connection)) == expected
    triggers.install(connection)
    assert triggers.missing(connection) == []


def test_a_function_that_was_made_harmless_is_found(db: None) -> None:
    if connection.vendor == "sqlite":
        return  # Its triggers have no functions.
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        )
    assert len(triggers.missing(connection)) == 2 * len(TABLES)
    triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_migrate_installs_the_triggers() -> None:
    triggers.remove(connection)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
