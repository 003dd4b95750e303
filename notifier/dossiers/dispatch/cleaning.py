"""Taking deleted rows out of the database's own files. They are unreadable by then; a second lock costs little."""

from django.db import connection

from notifier.breaches.models import Case
from notifier.delivery.models import Attempt, MadeLetter
from notifier.notices.models import Notice
from notifier.rosters.models import Patient, StagedRoster

_TOUCHED = (Patient, MadeLetter, Attempt, StagedRoster, Notice, Case)


def clean_files() -> bool:
    """Outside any transaction. SQLite has overwritten the rows (secure_delete), so only the pages as they were go from
    the write-ahead log; PostgreSQL is asked to give the space of dead rows free. False when someone was reading.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
        for model in _TOUCHED:
            cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")
    return True
