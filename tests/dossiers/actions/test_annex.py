"""The common annex: made once for all controllers of a breach, named in each one's file."""

from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO

import pypdf
import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.rules.facts import Facts
from notifier.dossiers.actions.annex import hand_out_annex, make_annex
from notifier.dossiers.actions.authority import export_file
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.models import CommonAnnex
from notifier.dossiers.rendering.authority import authority_file
from tests.breaches.sharing import FACTS, LATER, Shared, share
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def shared(now: datetime, by: Actor) -> Shared:
    return share(at=now, by=by)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def write(shared: Shared, facts: Facts, base: int, by: Actor, at: datetime) -> None:
    shared.write(facts, base=base, by=by, at=at)


def export(case: Case, by: Actor, at: datetime) -> bytes:
    return export_file(case=case, file_format=FileFormat.PDF, language="fr", by=by, at=at).data


def test_two_controllers_files_name_the_same_annex(shared: Shared, now: datetime, by: Actor) -> None:
    write(shared, FACTS, 0, by, now)
    files = [export(case, by, now + hours * HOUR) for hours, case in enumerate((shared.one, shared.two))]
    annex = CommonAnnex.objects.get()
    assert annex.sha256 == sha256(bytes(annex.pdf)).hexdigest()
    for data in files:
        assert annex.sha256 in "".join(text_of(data).split())
    assert [said["annex"] for said in told("authority_file.exported")] == [{"number": 1, "sha256": annex.sha256}] * 2
    assert len(told("common_annex.made")) == 1


def test_it_stands_among_the_attachments(shared: Shared, now: datetime, by: Actor) -> None:
    write(shared, FACTS, 0, by, now)
    annex = make_annex(case=shared.one, language="fr", by=by, at=now)
    values = authority_file(shared.two, "fr", now).document.values
    assert values[125] == ("j",)
    assert values[126] == f"Annexe commune des faits, version 1 (annexe-commune-1-fr.pdf), SHA-256 {annex.sha256}"


def test_it_is_handed_out_with_its_event(shared: Shared, now: datetime, by: Actor) -> None:
    write(shared, FACTS, 0, by, now)
    handed = [hand_out_annex(case=case, language="fr", by=by, at=now) for case in (shared.one, shared.two)]
    assert handed[0] == handed[1]
    text = " ".join(text_of(bytes(handed[0].pdf)).split())
    assert "Une sauvegarde a été copiée." in text
    assert "Logidoc" in text
    assert shared.one.controller.organisation.name not in text
    digest = {"number": 1, "language": "fr", "sha256": handed[0].sha256}
    assert told("common_annex.handed_out") == [digest, digest]


def test_new_facts_give_a_new_annex_and_leave_the_old_one(shared: Shared, now: datetime, by: Actor) -> None:
    write(shared, FACTS, 0, by, now)
    old = make_annex(case=shared.one, language="fr", by=by, at=now)
    write(shared, LATER, 1, by, now + HOUR)
    new = make_annex(case=shared.two, language="fr", by=by, at=now + HOUR)
    assert (old.number, new.number) == (1, 2)
    assert old.sha256 != new.sha256
    kept = CommonAnnex.objects.get(pk=old.pk)
    assert sha256(bytes(kept.pdf)).hexdigest() == old.sha256


def test_each_language_has_its_own(shared: Shared, now: datetime, by: Actor) -> None:
    write(shared, FACTS, 0, by, now)
    assert "A backup was copied." in text_of(bytes(make_annex(case=shared.one, language="en", by=by, at=now).pdf))
    assert make_annex(case=shared.one, language="fr", by=by, at=now).language == "fr"


def test_before_the_vendor_writes_anything_it_says_what_the_breach_was_opened_with(
    shared: Shared, now: datetime, by: Actor
) -> None:
    annex = make_annex(case=shared.one, language="fr", by=by, at=now)
    assert annex.number == 0
    assert "Vol chez Logidoc" in text_of(bytes(annex.pdf))
