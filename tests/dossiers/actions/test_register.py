"""Handing the register out is told in the log."""

from datetime import datetime
from hashlib import sha256

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions import register
from notifier.dossiers.actions.register import export_register
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.register import Wanted
from tests.deciding import owner_of
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db


def export(user: User, file_format: FileFormat, wanted: Wanted, by: Actor, at: datetime) -> bytes:
    return export_register(user=user, wanted=wanted, file_format=file_format, chosen=[], language="fr", by=by, at=at)


@pytest.mark.parametrize("file_format", FileFormat)
def test_each_form_leaves_its_event(file_format: FileFormat, unfiled: Case, now: datetime, by: Actor) -> None:
    data = export(owner_of(unfiled), file_format, Wanted(breach=unfiled.breach_id, filed=False), by, now)
    assert told("register.exported") == [
        {
            "format": file_format,
            "entries": 1,
            "filter": {
                "breach": str(unfiled.breach_id), "filed": False, "late": None, "open": None, "since": None,
                "until": None,
            },
            "language": "fr",
            "sha256": sha256(data).hexdigest(),
        }
    ]  # fmt: skip


def test_no_form_names_a_patient(unfiled: Case, now: datetime, by: Actor) -> None:
    for file_format in (FileFormat.CSV, FileFormat.JSON):
        assert b"Canari" not in export(owner_of(unfiled), file_format, Wanted(), by, now)


def test_a_pdf_of_too_many_is_refused_and_leaves_nothing(
    unfiled: Case, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "PDF_LIMIT", 0)
    with pytest.raises(ActRefused) as refused:
        export(owner_of(unfiled), FileFormat.PDF, Wanted(), by, now)
    assert refused.value.problems == ("register_too_long",)
    assert told("register.exported") == []
    assert export(owner_of(unfiled), FileFormat.CSV, Wanted(), by, now)
