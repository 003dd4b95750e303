"""The register as it is read."""

from datetime import datetime, timedelta
from io import BytesIO

import pypdf
import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.queries.register import Wanted, register_entries
from notifier.dossiers.rendering.register import register_file

pytestmark = pytest.mark.django_db


def read(user: User, file_format: FileFormat, language: str, at: datetime) -> bytes:
    entries = list(register_entries(user, Wanted(), at))
    return register_file(entries, file_format, chosen=[("Violation", "Toutes")], language=language, at=at)


def test_the_pdf_tells_of_each_breach(unfiled: Case, decider: User, now: datetime, by: Actor) -> None:
    record_filing(case=unfiled, filed_at=now, channel=FilingChannel.POST, receipt="N-7", by=by, at=now)
    reader = pypdf.PdfReader(BytesIO(read(decider, FileFormat.PDF, "fr", now)))
    text = " ".join(page.extract_text() for page in reader.pages)
    for words in (
        unfiled.controller.organisation.name,
        "Fuite de test",
        "N-7",
        "4 concernées",
        "2 informées",
        "Toutes",
    ):
        assert words in text
    assert "Canari" not in text


def test_an_unfiled_breach_says_that_its_time_is_over(unfiled: Case, decider: User, now: datetime) -> None:
    reader = pypdf.PdfReader(BytesIO(read(decider, FileFormat.PDF, "en", now + timedelta(days=9))))
    assert "Not reported, deadline passed" in " ".join(page.extract_text() for page in reader.pages)


def test_the_spreadsheet_has_its_headings_in_the_language(ended: Case, decider: User, now: datetime) -> None:
    lines = read(decider, FileFormat.CSV, "en", now).decode("utf-8-sig").splitlines()
    assert lines[0].startswith('"Case";"Controller";"SIREN";"Breach"')
    assert len(lines) == 2
