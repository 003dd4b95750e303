"""The database itself refuses to rewrite the log."""

from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from notifier.audit import triggers
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.checks import triggers_are_installed
from notifier.audit.models import Event


@pytest.fixture
def event(db: None, by: Actor, now: datetime) -> Event:
    record(Fact("test.happened"), by=by, at=now)
    return Event.objects.get()


def refused(statement: str) -> bool:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return True


def test_an_event_cannot_be_changed(event: Event) -> None:
    assert refused("UPDATE audit_event SET kind = 'test.forged'")


def test_an_event_cannot_be_removed(event: Event) -> None:
    assert refused("DELETE FROM audit_event")


def test_the_log_cannot_be_truncated(event: Event) -> None:
    if connection.vendor == "sqlite":
        return  # SQLite has no TRUNCATE: emptying is the DELETE tried above.
    assert refused("TRUNCATE audit_event")


def test_a_missing_trigger_is_found_and_put_back_by_migrate(db: None) -> None:
    triggers.remove(connection)
    assert [error.id for error in triggers_are_installed(["default"])] == ["audit.E001", "audit.E001"]
    triggers.install(connection)
    assert triggers_are_installed(["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_migrate_installs_the_triggers() -> None:
    triggers.remove(connection)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
