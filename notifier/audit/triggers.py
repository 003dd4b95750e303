"""The database itself refuses to change, remove or empty the audit log, and notes every new event as waiting.

Django rebuilds a SQLite table when it alters one, and the triggers go with the old table: so they are put back
after every migrate, and a check compares what is installed with what should be.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

EVENTS, PENDING = "audit_event", "audit_pending"
# What is written there stays as it is. Places and tiles follow from the events, and are compared with them.
APPEND_ONLY = (EVENTS, "audit_leaf", "audit_checkpoint", "audit_timestamp")
REFUSAL = "the audit log is append-only"

# PostgreSQL's bits of a trigger (pg_trigger.tgtype).
_ROW, _BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 4, 8, 16, 32


@dataclass(frozen=True, slots=True)
class _Trigger:
    """`function` is the PL/pgSQL function it runs, `bits` when, `rows` what it calls those that were written."""

    table: str
    name: str
    sql: str
    function: str = ""
    bits: int = 0
    rows: str = ""


# Run once for each statement that writes events, for the workers write many with one.
_WRITTEN = "written"
_FUNCTIONS = {
    "audit_refuse": f" BEGIN RAISE EXCEPTION '{REFUSAL}'; END ",
    "audit_wait": f" BEGIN INSERT INTO {PENDING} (event_id) SELECT id FROM {_WRITTEN} ON CONFLICT DO NOTHING; "
    "RETURN NULL; END ",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put back whatever is missing or differs; harmless when nothing is."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in _FUNCTIONS.items():
                cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        for trigger in _wanted(connection):
            cursor.execute(trigger.sql)


def remove(connection: BaseDatabaseWrapper) -> None:
    """For tests that must empty their tables; nothing in the product calls it but `install`."""
    with connection.cursor() as cursor:
        for trigger in _wanted(connection):
            suffix = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{suffix}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that are absent, disabled, or not ours any more."""
    found = _installed_postgresql if connection.vendor == "postgresql" else _installed_sqlite
    installed = found(connection)
    return [trigger.name for trigger in _wanted(connection) if trigger not in installed]


def install_after_migrate(*, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if is_migrated(connection):
        install(connection)


def is_migrated(connection: BaseDatabaseWrapper) -> bool:
    """Whether every table there is to guard exists."""
    return {*APPEND_ONLY, PENDING} <= set(connection.introspection.table_names())


def _wanted(connection: BaseDatabaseWrapper) -> list[_Trigger]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _installed_sqlite(connection: BaseDatabaseWrapper) -> set[_Trigger]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {_Trigger(table, name, sql) for table, name, sql in cursor.fetchall()}


def _installed_postgresql(connection: BaseDatabaseWrapper) -> set[_Trigger]:
    """Those that are on, with their timing, and whose function does what ours does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname, p.proname, p.prosrc, t.tgtype, coalesce(t.tgnewtable, '') FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL "
            "AND c.relnamespace = current_schema()::regnamespace"
        )
        rows = cursor.fetchall()
    sql = {trigger.name: trigger.sql for trigger in _POSTGRESQL}
    return {
        _Trigger(table, name, sql.get(name, ""), function, bits, written)
        for table, name, function, source, bits, written in rows
        if source == _FUNCTIONS.get(function)
    }


def _refusing_sqlite(table: str, verb: str) -> _Trigger:
    name = f"{table}_no_{verb.lower()}"
    return _Trigger(
        table, name, f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def _no_replacing_sqlite() -> _Trigger:
    """INSERT OR REPLACE removes the old row without a DELETE that a trigger would see."""
    name = f"{EVENTS}_no_replace"
    return _Trigger(
        EVENTS,
        name,
        f"CREATE TRIGGER {name} BEFORE INSERT ON {EVENTS} "
        f"WHEN EXISTS (SELECT 1 FROM {EVENTS} WHERE id = NEW.id OR uid = NEW.uid) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    )


def _waiting_sqlite() -> _Trigger:
    name = f"{EVENTS}_waits"
    insert = f"INSERT OR IGNORE INTO {PENDING} (event_id) VALUES (NEW.id)"
    return _Trigger(EVENTS, name, f"CREATE TRIGGER {name} AFTER INSERT ON {EVENTS} BEGIN {insert}; END")


def _postgresql(table: str, suffix: str, when: str, function: str, bits: int, rows: str = "") -> _Trigger:
    name = f"{table}_{suffix}"
    each = "ROW" if bits & _ROW else "STATEMENT"
    naming = f" REFERENCING NEW TABLE AS {rows}" if rows else ""
    sql = f"CREATE TRIGGER {name} {when} ON {table}{naming} FOR EACH {each} EXECUTE FUNCTION {function}()"
    return _Trigger(table, name, sql, function, bits, rows)


_SQLITE = [
    *(_refusing_sqlite(table, verb) for table in APPEND_ONLY for verb in ("UPDATE", "DELETE")),
    _no_replacing_sqlite(),
    _waiting_sqlite(),
]
_CHANGE, _EMPTY = _ROW | _BEFORE | _DELETE | _UPDATE, _BEFORE | _TRUNCATE
_POSTGRESQL = [
    *(_postgresql(t, "no_change", "BEFORE UPDATE OR DELETE", "audit_refuse", _CHANGE) for t in APPEND_ONLY),
    *(_postgresql(t, "no_truncate", "BEFORE TRUNCATE", "audit_refuse", _EMPTY) for t in APPEND_ONLY),
    _postgresql(EVENTS, "waits", "AFTER INSERT", "audit_wait", _INSERT, _WRITTEN),
]
