"""Cases opened before there was a ledger get its first entry."""

from datetime import datetime
from importlib import import_module

import pytest
from django.apps import apps

from notifier.audit.actors import Actor
from notifier.breaches.models import AwarenessEntry
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
begin_ledgers = import_module("notifier.breaches.migrations.0004_awareness_and_deadlines").begin_ledgers


def test_the_awareness_of_an_older_case_begins_its_ledger(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    AwarenessEntry.objects.all().delete()
    begin_ledgers(apps, None)
    entry = AwarenessEntry.objects.get()
    assert (entry.case, entry.kind, entry.happened_at) == (case, "certainty", now)
    assert (entry.recorded_by, entry.recorded_at, entry.corrects) == (str(by), now, None)
