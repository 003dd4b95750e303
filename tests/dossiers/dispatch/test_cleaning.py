"""The database's own files."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.dispatch.cleaning import clean_files
from notifier.rosters.models import Patient

pytestmark = pytest.mark.django_db(transaction=True)


def test_deleted_rows_are_cleaned_away(ended: Case, now: datetime, by: Actor) -> None:
    ended.notices.update(state="sent", patient=None)
    sealed = bytes(Patient.objects.all()[0].sealed)
    Patient.objects.all().delete()
    assert clean_files()
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        for path in (Path(name), Path(f"{name}-wal")):
            assert not path.is_file() or sealed not in path.read_bytes()


@pytest.mark.postgres
def test_it_is_never_tried_inside_a_transaction() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        clean_files()
